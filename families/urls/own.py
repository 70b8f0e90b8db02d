from django.urls import path

from families.views import children, consents

urlpatterns = [
    path("families/welcome/", children.child_welcome, name="child_welcome"),
    path("families/notice/", consents.notice, name="notice"),
    path("families/consents/", consents.consent_ask, name="consent_ask"),
    path("families/children/", children.child_list, name="child_list"),
    path("families/children/<uuid:public_id>/", children.child_detail, name="child_detail"),
    path("families/children/<uuid:public_id>/consents/", consents.child_consents, name="child_consents"),
]
