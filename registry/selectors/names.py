"""Finding people by how a name is written or read."""

from django.db.models import Q, QuerySet


def named(people: QuerySet, text: str) -> QuerySet:
    """Keep the people whose name contains the text, or whose pinyin or initials begin with it.

    “zs”, “zhangs” and “张” all find 张三.
    """
    text = text.strip()
    letters = "".join(text.lower().split())
    if not letters.isascii():
        return people.filter(name__contains="".join(text.split()))
    match = Q(name__icontains=text)
    if letters.isalnum():
        match |= Q(name_pinyin__startswith=letters) | Q(name_initials__startswith=letters)
    return people.filter(match)
