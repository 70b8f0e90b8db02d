from django.urls import path

from teaching_checks.views import due, grid, inspected, results, rounds

urlpatterns = [
    path("rounds/", rounds.round_list, name="round_list"),
    path("rounds/due/", due.inspection_due, name="inspection_due"),
    path("rounds/new/", rounds.round_create, name="round_create"),
    path("rounds/<uuid:public_id>/", rounds.round_detail, name="round_detail"),
    path("rounds/<uuid:public_id>/edit/", rounds.round_edit, name="round_edit"),
    path("rounds/<uuid:public_id>/delete/", rounds.round_delete, name="round_delete"),
    path("rounds/<uuid:public_id>/open/", rounds.round_open, name="round_open"),
    path("rounds/<uuid:public_id>/close/", rounds.round_close, name="round_close"),
    path("rounds/<uuid:public_id>/reopen/", rounds.round_reopen, name="round_reopen"),
    path("rounds/<uuid:public_id>/add/", inspected.round_add, name="round_add"),
    path("rounds/<uuid:public_id>/grid/", grid.round_grid, name="round_grid"),
    path("rounds/<uuid:public_id>/cells/", grid.round_cells, name="round_cells"),
    path("rounds/<uuid:public_id>/changes/", grid.round_changes, name="round_changes"),
    path("inspected/<uuid:public_id>/remove/", inspected.inspected_remove, name="inspected_remove"),
    path("inspected/<uuid:public_id>/excuse/", inspected.inspected_excuse, name="inspected_excuse"),
    path("inspected/<uuid:public_id>/feedback/", inspected.inspected_feedback, name="inspected_feedback"),
    path("results/", results.result_list, name="result_list"),
    path("results/<uuid:public_id>/", results.result_detail, name="result_detail"),
]
