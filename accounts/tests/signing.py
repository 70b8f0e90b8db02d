"""Signing in as a person does, for tests."""

from django.urls import reverse

from accounts.tests.factories import PASSWORD


def sign_in(client, user, password=PASSWORD, **query):
    """Post the sign-in form and give the response."""
    username = user if isinstance(user, str) else user.username
    return client.post(reverse("account_login", query=query or None), {"login": username, "password": password})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session
