from django.urls import path

from teaching_checks.views import grid

urlpatterns = [
    path("rounds/<uuid:public_id>/grid/", grid.round_grid, name="round_grid"),
    path("rounds/<uuid:public_id>/cells/", grid.round_cells, name="round_cells"),
    path("rounds/<uuid:public_id>/changes/", grid.round_changes, name="round_changes"),
]
