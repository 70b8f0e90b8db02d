from django.urls import path

from dashboards.views import teacher_files, teaching
from dashboards.views.home import home

app_name = "dashboards"
urlpatterns = [
    path("", home, name="home"),
    path("teaching/", teaching.teaching, name="teaching"),
    path("teaching/inspections/", teaching.teaching_inspections, name="teaching_inspections"),
    path("teaching/deductions/", teaching.teaching_deductions, name="teaching_deductions"),
    path("teaching/results/", teaching.teaching_results, name="teaching_results"),
    path("teachers/file/", teacher_files.teacher_file_mine, name="teacher_file_mine"),
    path("teachers/<uuid:public_id>/file/", teacher_files.teacher_file, name="teacher_file"),
    path("teachers/<uuid:public_id>/file.xlsx", teacher_files.teacher_file_export, name="teacher_file_export"),
]
