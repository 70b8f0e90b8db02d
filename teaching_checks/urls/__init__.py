"""Addresses of rounds, corrections, rosters, contests, reviews and own records, one list per noun."""

from teaching_checks.urls import hand_ins

app_name = "teaching_checks"
urlpatterns = [*hand_ins.urlpatterns]
from teaching_checks.urls import rounds

app_name = "teaching_checks"
urlpatterns = [*rounds.urlpatterns]
