"""Addresses of staff exchange: the live page of an alliance, stints, short exchanges."""

from django.urls import path

from alliances.views import exchange, stints, visits

urlpatterns = [
    path("exchange/", stints.stint_list, name="stint_list"),
    path("<uuid:public_id>/exchange/", exchange.exchange_board, name="exchange_board"),
    path("<uuid:public_id>/exchange/staff/", exchange.exchange_staff, name="exchange_staff"),
    path("<uuid:public_id>/exchange/ask/", stints.exchange_ask, name="exchange_ask"),
    path("<uuid:public_id>/exchange/leaders/", visits.exchange_leaders, name="exchange_leaders"),
    path("<uuid:public_id>/exchange/leaders/new/", visits.exchange_leader_add, name="exchange_leader_add"),
    path("<uuid:public_id>/exchange/lessons/", visits.exchange_lessons, name="exchange_lessons"),
    path("<uuid:public_id>/exchange/lessons/new/", visits.exchange_lesson_add, name="exchange_lesson_add"),
    path("exchange/<uuid:public_id>/", stints.stint_detail, name="stint_detail"),
    path("exchange/<uuid:public_id>/school/", stints.stint_school_approve, name="stint_school_approve"),
    path("exchange/<uuid:public_id>/approve/", stints.stint_approve, name="stint_approve"),
    path("exchange/<uuid:public_id>/refuse/", stints.stint_refuse, name="stint_refuse"),
    path("exchange/<uuid:public_id>/withdraw/", stints.stint_withdraw, name="stint_withdraw"),
    path("exchange/<uuid:public_id>/begin/", stints.stint_begin, name="stint_begin"),
    path("exchange/<uuid:public_id>/return/", stints.stint_return, name="stint_return"),
    path("exchange/<uuid:public_id>/certify/", stints.stint_certify, name="stint_certify"),
    path("exchange/<uuid:public_id>/note/", stints.stint_note, name="stint_note"),
    path("exchange/<uuid:public_id>/assess/", stints.stint_assess, name="stint_assess"),
    path("exchange/<uuid:public_id>/training/", stints.stint_training, name="stint_training"),
    path("exchange/<uuid:public_id>/certificate/", stints.stint_certificate, name="stint_certificate"),
    path("exchange/<uuid:public_id>/certificate.docx", stints.stint_word, name="stint_word"),
]
