from django.urls import path

from dashboards.views.home import home

app_name = "dashboards"
urlpatterns = [path("", home, name="home")]
