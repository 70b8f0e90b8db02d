from django.urls import path

from communities.views import attendance, leaves, sessions

urlpatterns = [
    path("attendance/<uuid:public_id>/", attendance.attendance_take, name="attendance_take"),
    path("attendance/<uuid:public_id>/mark/", attendance.attendance_mark, name="attendance_mark"),
    path("attendance/duties/<uuid:public_id>/check-in/", attendance.duty_check_in, name="duty_check_in"),
    path("attendance/duties/<uuid:public_id>/check-out/", attendance.duty_check_out, name="duty_check_out"),
    path("attendance/duties/<uuid:public_id>/correct/", attendance.duty_correct, name="duty_correct"),
    path("attendance/communities/<uuid:public_id>/", sessions.attendance_list, name="attendance_list"),
    path("attendance/children/<uuid:public_id>/", sessions.attendance_child, name="attendance_child"),
    path("leave/", leaves.leave_list, name="leave_list"),
    path("leave/new/", leaves.leave_ask, name="leave_ask"),
    path("leave/<uuid:public_id>/take-back/", leaves.leave_take_back, name="leave_take_back"),
]
