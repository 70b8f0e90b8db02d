"""A service's answer in words: what was made, why not, and at which field."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.utils.translation import gettext as _

from core.refusals import Refused
from core.saving import done, saved


class NameForm(forms.Form):
    name = forms.CharField()


@pytest.fixture
def asked(rf):
    found = rf.post("/")
    found.session, found.user = {}, "Mei"
    found._messages = FallbackStorage(found)
    return found


def said(asked) -> list[tuple[str, str]]:
    return [(each.level_tag, str(each)) for each in get_messages(asked)]


def make(**given) -> dict:
    return given


def refuse(**given):
    raise Refused("taken")


def in_words(refused: Refused) -> str:
    return f"It is {refused.reason}."


def test_the_service_gets_what_was_typed_and_its_work_is_said(asked):
    made = saved(asked, NameForm({"name": "Hill"}), in_words, make, of="school")
    assert made == {"of": "school", "name": "Hill", "by": "Mei"}
    form = NameForm({"name": "Hill"})
    assert saved(asked, form, in_words, lambda **given: None, typed=dict, said="Made.") is True
    saved(asked, form, in_words, make, said="{0[name]} is there.".format)
    assert said(asked) == [("success", words) for words in (_("Saved."), "Made.", "Hill is there.")]


@pytest.mark.parametrize("at", ["name", lambda refused: "name", None])
def test_a_refusal_stands_at_its_field_or_above_the_form(asked, at):
    form = NameForm({"name": "Hill"})
    assert saved(asked, form, in_words, refuse, at=at) is None
    assert form.errors == {"name" if at else "__all__": ["It is taken."]}
    assert said(asked) == []


@pytest.mark.parametrize("form", [NameForm(), NameForm({})], ids=["nothing sent", "errors"])
def test_a_form_that_is_not_valid_reaches_no_service(asked, form):
    assert saved(asked, form, in_words, refuse) is None


def test_a_press_says_how_it_went(asked):
    assert done(asked, in_words, make, said="{0[number]} told.".format, number=2)
    assert done(asked, in_words, make)
    assert not done(asked, in_words, refuse, said="Done.")
    assert said(asked) == [("success", "2 told."), ("error", "It is taken.")]
