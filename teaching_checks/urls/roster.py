from django.urls import path

from teaching_checks.views import roster, roster_rounds

urlpatterns = [
    path("roster/", roster.roster_show, name="roster_show"),
    path("roster/draw/", roster.roster_draw, name="roster_draw"),
    path("roster/add/", roster.roster_add, name="roster_add"),
    path("roster/weeks/<day:on>/start/", roster_rounds.roster_start, name="roster_start"),
    path("roster/leave/", roster.roster_leave, name="roster_leave"),
    path("roster/leave/<uuid:public_id>/remove/", roster.away_remove, name="away_remove"),
    path("roster/places/<uuid:public_id>/move/", roster.place_move, name="place_move"),
]
