from django.urls import path

from dashboards.views import teaching
from dashboards.views.home import home

app_name = "dashboards"
urlpatterns = [
    path("", home, name="home"),
    path("teaching/", teaching.teaching, name="teaching"),
    path("teaching/inspections/", teaching.teaching_inspections, name="teaching_inspections"),
    path("teaching/results/", teaching.teaching_results, name="teaching_results"),
]
