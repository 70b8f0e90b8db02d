"""Addresses of documents and what is owed by them, one list per noun."""

from rulebook.urls import adoptions, board, documents, duties, people

app_name = "rulebook"
urlpatterns = [
    *documents.urlpatterns,
    *adoptions.urlpatterns,
    *people.urlpatterns,
    *duties.urlpatterns,
    *board.urlpatterns,
]
