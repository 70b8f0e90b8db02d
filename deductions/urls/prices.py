from django.urls import path

from deductions.views import prices

urlpatterns = [
    path("prices/", prices.price_show, name="price_show"),
    path("prices/draft/", prices.price_draft, name="price_draft"),
    path("prices/document/", prices.price_follow, name="price_follow"),
    path("prices/window/", prices.price_window, name="price_window"),
    path("prices/money/", prices.price_money, name="price_money"),
    path("prices/<uuid:public_id>/", prices.price_edit, name="price_edit"),
    path("prices/<uuid:public_id>/confirm/", prices.price_confirm, name="price_confirm"),
    path("prices/<uuid:public_id>/drop/", prices.price_drop, name="price_drop"),
]
