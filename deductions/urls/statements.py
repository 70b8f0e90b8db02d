from django.urls import path

from deductions.views import statements

urlpatterns = [
    path("statements/", statements.statement_list, name="statement_list"),
    path("statements/mine/", statements.statement_mine, name="statement_mine"),
    path("statements/close/", statements.statement_close, name="statement_close"),
    path("statements/<uuid:public_id>/", statements.statement_show, name="statement_show"),
    path("statements/<uuid:public_id>/read/", statements.statement_read, name="statement_read"),
]
