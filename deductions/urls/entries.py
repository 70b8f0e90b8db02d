from django.urls import path

from deductions.views import answering, entries, reporting

urlpatterns = [
    path("", entries.entry_list, name="entry_list"),
    path("mine/", entries.entry_mine, name="entry_mine"),
    path("propose/", reporting.entry_propose, name="entry_propose"),
    path("add/", reporting.entry_add, name="entry_add"),
    path("tell/", answering.entry_notify_all, name="entry_notify_all"),
    path("files/<uuid:public_id>/", entries.entry_file, name="entry_file"),
    path("<uuid:public_id>/", entries.entry_show, name="entry_show"),
    path("<uuid:public_id>/verify/", answering.entry_verify, name="entry_verify"),
    path("<uuid:public_id>/dismiss/", answering.entry_dismiss, name="entry_dismiss"),
    path("<uuid:public_id>/tell/", answering.entry_notify, name="entry_notify"),
    path("<uuid:public_id>/appeal/", answering.entry_appeal, name="entry_appeal"),
    path("<uuid:public_id>/decide/", answering.entry_decide, name="entry_decide"),
    path("<uuid:public_id>/take-back/", answering.entry_reverse, name="entry_reverse"),
]
