"""Addresses of the inbox, of everybody's wishes, and of a school's channels."""

from django.urls import path

from notices.views import channels, deliveries, inbox, preferences

app_name = "notices"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("read/", inbox.notice_read_all, name="notice_read_all"),
    path("<uuid:public_id>/open/", inbox.notice_open, name="notice_open"),
    path("<uuid:public_id>/read/", inbox.notice_read, name="notice_read"),
    path("wishes/", preferences.preference, name="preference"),
    path("channels/", channels.channel_list, name="channel_list"),
    path("channels/add/", channels.channel_add, name="channel_add"),
    path("channels/<uuid:public_id>/edit/", channels.channel_edit, name="channel_edit"),
    path("channels/<uuid:public_id>/remove/", channels.channel_remove, name="channel_remove"),
    path("channels/<uuid:public_id>/test/", channels.channel_test, name="channel_test"),
    path("deliveries/", deliveries.delivery_list, name="delivery_list"),
    path("deliveries/<uuid:public_id>/retry/", deliveries.delivery_retry, name="delivery_retry"),
]
