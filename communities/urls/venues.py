"""Places of a community, and a host's own page."""

from django.urls import path

from communities.views import homes, venues

urlpatterns = [
    path("<uuid:public_id>/venues/", venues.venue_list, name="venue_list"),
    path("<uuid:public_id>/venues/new/", venues.venue_add, name="venue_add"),
    path("<uuid:public_id>/venues/new-home/", venues.venue_add_home, name="venue_add_home"),
    path("venues/<uuid:public_id>/ask/", venues.venue_ask, name="venue_ask"),
    path("venues/<uuid:public_id>/close/", venues.venue_close, name="venue_close"),
    path("homes/", homes.home_list, name="home_list"),
    path("homes/<uuid:public_id>/agree/", homes.home_agree, name="home_agree"),
    path("homes/<uuid:public_id>/refuse/", homes.home_refuse, name="home_refuse"),
    path("homes/<uuid:public_id>/withdraw/", homes.home_withdraw, name="home_withdraw"),
]
