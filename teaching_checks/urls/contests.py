from django.urls import path

from teaching_checks.views import contests, entries

urlpatterns = [
    path("contests/", contests.contest_list, name="contest_list"),
    path("contests/new/", contests.contest_plan, name="contest_plan"),
    path("contests/gallery/", entries.contest_gallery, name="contest_gallery"),
    path("contests/<uuid:public_id>/", contests.contest_show, name="contest_show"),
    path("contests/<uuid:public_id>/edit/", contests.contest_edit, name="contest_edit"),
    path("contests/<uuid:public_id>/announce/", contests.contest_announce, name="contest_announce"),
    path("contests/<uuid:public_id>/start/", contests.contest_start, name="contest_start"),
    path("contests/<uuid:public_id>/awards/", contests.contest_award, name="contest_award"),
    path("contests/<uuid:public_id>/decide/", contests.contest_decide, name="contest_decide"),
    path("contests/<uuid:public_id>/drop/", contests.contest_drop, name="contest_drop"),
    path("contests/<uuid:public_id>/enter/", entries.contest_enter, name="contest_enter"),
    path("contests/<uuid:public_id>/judge/", entries.contest_judge, name="contest_judge"),
    path("contests/entries/<uuid:public_id>/", entries.entry_show, name="entry_show"),
    path("contests/entries/<uuid:public_id>/files/", entries.entry_add_file, name="entry_add_file"),
    path("contests/entries/<uuid:public_id>/take-back/", entries.entry_take_back, name="entry_take_back"),
    path("contests/entries/<uuid:public_id>/show/", entries.entry_consent, name="entry_consent"),
    path("contests/entries/<uuid:public_id>/judge/", entries.entry_judge, name="entry_judge"),
    path("contests/files/<uuid:public_id>/", entries.entryfile_get, name="entryfile_get"),
]
