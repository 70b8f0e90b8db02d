"""Addresses of hand-ins: the teacher's, the head's, the office's."""

from django.urls import path

from teaching_checks.views import hand_in_calls as calls
from teaching_checks.views import hand_ins as own

urlpatterns = [
    path("hand-ins/", own.handin_mine, name="handin_mine"),
    path("hand-ins/group/", own.handin_queue, name="handin_queue"),
    path("hand-ins/<uuid:public_id>/", own.handin_show, name="handin_show"),
    path("hand-ins/<uuid:public_id>/send/", own.handin_send, name="handin_send"),
    path("hand-ins/<uuid:public_id>/file/", own.handin_file, name="handin_file"),
    path("hand-ins/<uuid:public_id>/approve/", own.handin_approve, name="handin_approve"),
    path("hand-ins/<uuid:public_id>/return/", own.handin_return, name="handin_return"),
    path("hand-ins/<uuid:public_id>/accept/", calls.handin_accept, name="handin_accept"),
    path("hand-ins/<uuid:public_id>/excuse/", calls.handin_excuse, name="handin_excuse"),
    path("hand-in-calls/", calls.handincall_list, name="handincall_list"),
    path("hand-in-calls/new/", calls.handincall_create, name="handincall_create"),
    path("hand-in-calls/<uuid:public_id>/", calls.handincall_show, name="handincall_show"),
    path("hand-in-calls/<uuid:public_id>/remind/", calls.handincall_remind, name="handincall_remind"),
    path("hand-in-calls/<uuid:public_id>/update/", calls.handincall_update, name="handincall_update"),
    path("hand-in-calls/<uuid:public_id>/close/", calls.handincall_close, name="handincall_close"),
]
