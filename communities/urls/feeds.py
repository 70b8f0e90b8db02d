from django.urls import path

from communities.views import feeds

urlpatterns = [
    path("feeds/", feeds.feed_show, name="feed_show"),
    path("feeds/renew/", feeds.feed_renew, name="feed_renew"),
    path("feeds/switch-off/", feeds.feed_switch_off, name="feed_switch_off"),
    path("feeds/<str:token>.ics", feeds.feed_ics, name="feed_ics"),
]
