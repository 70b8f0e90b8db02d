"""The bodies of an alliance and who sits in them."""

from django.urls import path

from alliances.views import bodies

urlpatterns = [
    path("<uuid:public_id>/bodies/", bodies.alliance_bodies, name="alliance_bodies"),
    path("<uuid:public_id>/bodies/set-up/", bodies.alliance_set_up, name="alliance_set_up"),
    path("<uuid:public_id>/bodies/subject/", bodies.alliance_community, name="alliance_community"),
    path("members/<uuid:public_id>/bodies/", bodies.member_bodies, name="member_bodies"),
    path("bodies/<uuid:public_id>/name/", bodies.body_name, name="body_name"),
    path("bodies/<uuid:public_id>/bind/", bodies.body_bind, name="body_bind"),
    path("seats/<uuid:public_id>/end/", bodies.seat_end, name="seat_end"),
]
