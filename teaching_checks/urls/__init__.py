"""Addresses of inspections and what belongs to them, one list per noun."""

from teaching_checks.urls import hand_ins, roster, rounds, workbooks

app_name = "teaching_checks"
urlpatterns = [
    *hand_ins.urlpatterns,
    *roster.urlpatterns,
    *rounds.urlpatterns,
    *workbooks.urlpatterns,
]
