from django.urls import path

from communities.views import patterns, rotas, seats, slots, weeks

urlpatterns = [
    path("rotas/", rotas.rota_overview, name="rota_overview"),
    path("<uuid:public_id>/patterns/", patterns.pattern_list, name="pattern_list"),
    path("<uuid:public_id>/patterns/new/", patterns.pattern_create, name="pattern_create"),
    path("<uuid:public_id>/patterns/usual/", patterns.pattern_preset, name="pattern_preset"),
    path("patterns/<uuid:public_id>/", patterns.pattern_edit, name="pattern_edit"),
    path("patterns/<uuid:public_id>/remove/", patterns.pattern_remove, name="pattern_remove"),
    path("<uuid:public_id>/rotas/", rotas.rota_list, name="rota_list"),
    path("<uuid:public_id>/rotas/new/", rotas.rota_create, name="rota_create"),
    path("rotas/<uuid:public_id>/", weeks.rota_week, name="rota_week"),
    path("rotas/<uuid:public_id>/print/", weeks.rota_print, name="rota_print"),
    path("rotas/<uuid:public_id>/fill/", weeks.rota_fill, name="rota_fill"),
    path("rotas/<uuid:public_id>/copy/", weeks.rota_copy, name="rota_copy"),
    path("rotas/<uuid:public_id>/undo/", weeks.rota_undo, name="rota_undo"),
    path("rotas/<uuid:public_id>/file/", rotas.rota_file, name="rota_file"),
    path("rotas/<uuid:public_id>/match/", rotas.rota_match, name="rota_match"),
    path("rotas/<uuid:public_id>/delete/", rotas.rota_delete, name="rota_delete"),
    path("rotas/<uuid:public_id>/slots/new/", slots.slot_create, name="slot_create"),
    path("slots/gaps/", slots.slot_gap_list, name="slot_gap_list"),
    path("slots/<uuid:public_id>/", slots.slot_edit, name="slot_edit"),
    path("slots/<uuid:public_id>/cancel/", slots.slot_cancel, name="slot_cancel"),
    path("slots/<uuid:public_id>/seats/<int:seat>/", seats.slot_seat, name="slot_seat"),
]
