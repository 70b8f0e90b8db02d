from django.urls import path

from teaching_checks.views import reviews

urlpatterns = [
    path("reviews/", reviews.review_list, name="review_list"),
    path("reviews/mine/", reviews.review_mine, name="review_mine"),
    path("reviews/teachers/<uuid:public_id>/", reviews.review_write, name="review_write"),
    path("reviews/<uuid:public_id>/answer/", reviews.review_answer, name="review_answer"),
]
