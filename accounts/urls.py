"""Addresses of one's own account, of the accounts one manages, and of the access log."""

from django.urls import path

from accounts.views import entrance, log, own, people, posts

app_name = "accounts"
urlpatterns = [
    path("first-administrator/", entrance.first_admin, name="first_admin"),
    path("me/", own.profile, name="profile"),
    path("me/language/", own.set_language, name="set_language"),
    path("me/school/", own.switch_school, name="switch_school"),
    path("accounts/", people.account_list, name="account_list"),
    path("accounts/open/", people.account_open, name="account_open"),
    path("accounts/<uuid:public_id>/", people.account_detail, name="account_detail"),
    path("accounts/<uuid:public_id>/code/", people.account_code, name="account_code"),
    path("accounts/<uuid:public_id>/lock/", people.account_lock, name="account_lock"),
    path("accounts/<uuid:public_id>/unlock/", people.account_unlock, name="account_unlock"),
    path(
        "accounts/<uuid:public_id>/second-factor/remove/",
        people.second_factor_remove,
        name="second_factor_remove",
    ),
    path("accounts/<uuid:public_id>/posts/give/", posts.post_give, name="post_give"),
    path("posts/<uuid:public_id>/end/", posts.post_end, name="post_end"),
    path("access-log/", log.log_list, name="access_log"),
    path("access-log/<str:kind>/", log.log_export, name="access_log_export"),
]
