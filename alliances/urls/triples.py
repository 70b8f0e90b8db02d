"""Addresses of mutual aid."""

from django.urls import path

from alliances.views import triples

urlpatterns = [
    path("mutual-aid/", triples.triple_list, name="triple_list"),
    path("mutual-aid/add/", triples.triple_add, name="triple_add"),
    path("mutual-aid/mine/", triples.triple_mine, name="triple_mine"),
    path("mutual-aid/<uuid:public_id>/paper/", triples.triple_paper, name="triple_paper"),
    path("mutual-aid/<uuid:public_id>/close/", triples.triple_close, name="triple_close"),
    path("mutual-aid/<uuid:public_id>/answer/", triples.triple_answer, name="triple_answer"),
    path("mutual-aid/matches/<uuid:public_id>/end/", triples.triplematch_end, name="triplematch_end"),
    path("<uuid:public_id>/mutual-aid/", triples.alliance_triples, name="alliance_triples"),
]
