"""Addresses of the compliance board, and of waivers."""

from django.urls import path

from rulebook.views import board, waivers

urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/cell/", board.board_cell, name="board_cell"),
    path("board/refresh/", board.board_refresh, name="board_refresh"),
    path("board/waive/", waivers.waiver_add, name="waiver_add"),
    path("obligations/<uuid:public_id>/waive/", waivers.obligation_waive, name="obligation_waive"),
    path("waivers/<uuid:public_id>/end/", waivers.waiver_end, name="waiver_end"),
]
