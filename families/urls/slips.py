from django.urls import path

from families.views import contacts, slips

urlpatterns = [
    path("families/slips/", slips.slip_list, name="slip_list"),
    path("families/slips/print/", slips.slip_choose, name="slip_choose"),
    path("families/guardians/<uuid:public_id>/slip/", slips.guardian_slip, name="guardian_slip"),
    path("families/privacy-contact/", contacts.contact_edit, name="contact_edit"),
]
