from django.urls import path

from alliances.views import meetings, outcomes, writing

urlpatterns = [
    path("meetings/", meetings.meeting_mine, name="meeting_mine"),
    path("<uuid:public_id>/meetings/", meetings.meeting_list, name="meeting_list"),
    path("<uuid:public_id>/meetings/new/", meetings.meeting_plan, name="meeting_plan"),
    path("meetings/<uuid:public_id>/", meetings.meeting_detail, name="meeting_detail"),
    path("meetings/<uuid:public_id>/edit/", meetings.meeting_edit, name="meeting_edit"),
    path("meetings/<uuid:public_id>/invite/", meetings.meeting_invite, name="meeting_invite"),
    path("meetings/<uuid:public_id>/cancel/", meetings.meeting_cancel, name="meeting_cancel"),
    path("meetings/<uuid:public_id>/answer/", meetings.meeting_answer, name="meeting_answer"),
    path("meetings/<uuid:public_id>/meeting.ics", meetings.meeting_ics, name="meeting_ics"),
    path("meetings/<uuid:public_id>/print/", meetings.meeting_print, name="meeting_print"),
    path("meetings/<uuid:public_id>/attendance/", writing.meeting_attendance, name="meeting_attendance"),
    path("meetings/<uuid:public_id>/minutes/", writing.meeting_minutes, name="meeting_minutes"),
    path("meetings/<uuid:public_id>/items/new/", writing.meeting_item, name="meeting_item"),
    path("meetings/<uuid:public_id>/decisions/new/", outcomes.meeting_decide, name="meeting_decide"),
    path("decisions/<uuid:public_id>/remove/", outcomes.decision_forget, name="decision_forget"),
    path("meetings/<uuid:public_id>/todos/new/", outcomes.meeting_todo, name="meeting_todo"),
    path("todos/", outcomes.todo_mine, name="todo_mine"),
    path("todos/<uuid:public_id>/edit/", outcomes.todo_edit, name="todo_edit"),
    path("todos/<uuid:public_id>/done/", outcomes.todo_finish, name="todo_finish"),
    path("todos/<uuid:public_id>/reopen/", outcomes.todo_reopen, name="todo_reopen"),
]
