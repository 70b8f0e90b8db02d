"""Addresses of pairs."""

from django.urls import path

from growth.views import pairs

urlpatterns = [
    path("pairs/", pairs.pair_list, name="pair_list"),
    path("pairs/propose/", pairs.pair_propose, name="pair_propose"),
    path("pairs/<uuid:public_id>/", pairs.pair_detail, name="pair_detail"),
    path("pairs/<uuid:public_id>/accept/", pairs.pair_accept, name="pair_accept"),
    path("pairs/<uuid:public_id>/decline/", pairs.pair_decline, name="pair_decline"),
    path("pairs/<uuid:public_id>/withdraw/", pairs.pair_withdraw, name="pair_withdraw"),
    path("pairs/<uuid:public_id>/begin/", pairs.pair_begin, name="pair_begin"),
    path("pairs/<uuid:public_id>/end/", pairs.pair_end, name="pair_end"),
    path("pairs/<uuid:public_id>/did/", pairs.pair_activity, name="pair_activity"),
    path("pair-activities/<uuid:public_id>/remove/", pairs.pairactivity_remove, name="pairactivity_remove"),
]
