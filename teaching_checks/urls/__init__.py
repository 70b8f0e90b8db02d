"""Addresses of inspections and what belongs to them, one list per noun."""

from teaching_checks.urls import roster

from teaching_checks.urls import hand_ins

app_name = "teaching_checks"
urlpatterns = [*hand_ins.urlpatterns]
from teaching_checks.urls import rounds

app_name = "teaching_checks"
urlpatterns = [*rounds.urlpatterns]
urlpatterns = [
    *roster.urlpatterns,
]
from teaching_checks.urls import rounds, workbooks

app_name = "teaching_checks"
urlpatterns = [*rounds.urlpatterns, *workbooks.urlpatterns]
