"""Addresses of societies, communities, rotas and attendance, one list per noun."""

from communities.urls import attendance, duties, feeds, groups, rotas, societies, venues

app_name = "communities"
urlpatterns = [
    *societies.urlpatterns,
    *groups.urlpatterns,
    *venues.urlpatterns,
    *rotas.urlpatterns,
    *duties.urlpatterns,
    *attendance.urlpatterns,
    *feeds.urlpatterns,
]
