"""Addresses of the library."""

from django.urls import path

from growth.views import resources

urlpatterns = [
    path("resources/", resources.resource_list, name="resource_list"),
    path("resources/add/", resources.resource_add, name="resource_add"),
    path("resources/<uuid:public_id>/", resources.resource_detail, name="resource_detail"),
    path("resources/<uuid:public_id>/edit/", resources.resource_edit, name="resource_edit"),
    path("resources/<uuid:public_id>/renew/", resources.resource_renew, name="resource_renew"),
    path("versions/<uuid:public_id>/publish/", resources.resourceversion_publish, name="resourceversion_publish"),
    path("versions/<uuid:public_id>/back/", resources.resourceversion_back, name="resourceversion_back"),
    path("versions/<uuid:public_id>/file/", resources.resourceversion_fetch, name="resourceversion_fetch"),
]
