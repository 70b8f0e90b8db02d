"""Addresses of inspections and what belongs to them, one list per noun."""

from teaching_checks.urls import contests, corrections, hand_ins, own_records, roster, rounds, workbooks

app_name = "teaching_checks"
urlpatterns = [
    *contests.urlpatterns,
    *corrections.urlpatterns,
    *hand_ins.urlpatterns,
    *own_records.urlpatterns,
    *roster.urlpatterns,
    *rounds.urlpatterns,
    *workbooks.urlpatterns,
]
