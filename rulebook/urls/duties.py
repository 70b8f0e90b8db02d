"""Addresses of what one owes oneself, and of records entered by hand."""

from django.urls import path

from rulebook.views import attestations, duties

urlpatterns = [
    path("mine/", duties.obligation_mine, name="obligation_mine"),
    path("obligations/<uuid:public_id>/", duties.obligation_show, name="obligation_show"),
    path("obligations/<uuid:public_id>/record/", attestations.attestation_add, name="attestation_add"),
    path("obligations/<uuid:public_id>/record/several/", attestations.attestation_several, name="attestation_several"),
    path("records/<uuid:public_id>/withdraw/", attestations.attestation_withdraw, name="attestation_withdraw"),
    path("records/<uuid:public_id>/file/", attestations.attestation_file, name="attestation_file"),
]
