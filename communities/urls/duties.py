"""A parent's own duties, days off, free duties and offers."""

from django.urls import path

from communities.views import duties, free_duties, swaps, unavailability

urlpatterns = [
    path("duties/", duties.duty_list, name="duty_list"),
    path("duties/accept-all/", duties.duty_accept_all, name="duty_accept_all"),
    path("duties/free/", free_duties.duty_free, name="duty_free"),
    path("duties/free/<uuid:public_id>/take/", free_duties.duty_take, name="duty_take"),
    path("duties/offers/", swaps.swap_offers, name="swap_offers"),
    path("duties/offers/<uuid:public_id>/take/", swaps.swap_take, name="swap_take"),
    path("duties/offers/<uuid:public_id>/withdraw/", swaps.swap_withdraw, name="swap_withdraw"),
    path("duties/days-off/", unavailability.unavailability_list, name="unavailability_list"),
    path(
        "duties/days-off/<uuid:public_id>/remove/", unavailability.unavailability_remove, name="unavailability_remove"
    ),
    path("duties/<uuid:public_id>/accept/", duties.duty_accept, name="duty_accept"),
    path("duties/<uuid:public_id>/decline/", duties.duty_decline, name="duty_decline"),
    path("duties/<uuid:public_id>/offer/", swaps.duty_offer, name="duty_offer"),
    path("<uuid:public_id>/swaps/", swaps.swap_list, name="swap_list"),
]
