from django.urls import path

from families.views import entrance

urlpatterns = [
    path("start/", entrance.slip_enter, name="slip_enter"),
    path("start/account/", entrance.slip_use, name="slip_use"),
    path("start/account/link/", entrance.slip_link, name="slip_link"),
    path("start/account/other/", entrance.slip_other, name="slip_other"),
]
