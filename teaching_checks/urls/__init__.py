"""Addresses of inspections and what belongs to them, one list per noun."""

from teaching_checks.urls import (
    contests,
    corrections,
    hand_ins,
    meetings,
    own_records,
    reviews,
    roster,
    rounds,
    workbooks,
)

app_name = "teaching_checks"
urlpatterns = [
    *contests.urlpatterns,
    *corrections.urlpatterns,
    *hand_ins.urlpatterns,
    *meetings.urlpatterns,
    *own_records.urlpatterns,
    *reviews.urlpatterns,
    *roster.urlpatterns,
    *rounds.urlpatterns,
    *workbooks.urlpatterns,
]
