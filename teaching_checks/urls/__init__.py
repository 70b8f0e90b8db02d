"""Addresses of rounds, corrections, rosters, contests, reviews and own records, one list per noun."""

app_name = "teaching_checks"
urlpatterns = []
