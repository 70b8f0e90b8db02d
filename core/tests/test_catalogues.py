"""Collecting, checking and compiling messages without gettext's programs."""

import gettext

import pytest
from django.core.management import call_command

from core import catalogues

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("plain %(name)s")
ngettext("one row", "%(n)s rows", 3)
pgettext("month", "May")
_(variable)
"""
TEMPLATE = """{% load i18n %}
  {% translate "In a template" %} {% translate "May" context "verb" as may %}
    {% blocktranslate count n=rows trimmed %}
      {{ n }} row
    {% plural %}
      {{ n }} rows
    {% endblocktranslate %} it's
{% blocktranslate with a=b context "greeting" %}Hello {{ a }}{% endblocktranslate %}
{% comment %} {% translate "no" %} {% endcomment %}
"""


@pytest.fixture
def project(tmp_path, settings):
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "locale"]
    for name, text in {
        "app/views.py": PYTHON,
        "templates/app/page.html": TEMPLATE,
        "app/tests/t.py": '_("no")',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def translate(**strings):
    catalog = catalogues.present()
    for message in catalog:
        if message.id:
            message.string = ("甲",) if message.pluralizable else strings.get(message.id, "甲%(name)s%(a)s")
    catalogues.path().write_bytes(catalogues._written(catalog))


def test_every_kind_of_message_is_found(project):
    found = {(message.id, message.context) for message in catalogues.collected() if message.id}
    assert found == {
        ("plain %(name)s", None),
        (("one row", "%(n)s rows"), None),
        ("May", "month"),
        ("In a template", None),
        ("May", "verb"),
        (("%(n)s row", "%(n)s rows"), None),
        ("Hello %(a)s", "greeting"),
    }


def test_collecting_again_keeps_translations_and_drops_what_is_gone(project):
    catalogues.collect()
    translate(**{"In a template": "模板里"})
    (project / "app/views.py").write_text('_("new")')
    strings = {m.id: m.string for m in catalogues.collect() if m.id and m.context is None and not m.pluralizable}
    assert strings == {"In a template": "模板里", "new": None}


@pytest.mark.parametrize(
    ("strings", "reason"),
    [({"plain %(name)s": ""}, "not translated"), ({"plain %(name)s": "甲%(nmae)s"}, "unknown named placeholder")],
)
def test_empty_and_broken_translations_are_named(project, strings, reason):
    catalogues.collect()
    translate(
        **{"In a template": "乙", "May": "五", "Hello %(a)s": "好%(a)s", "plain %(name)s": "甲%(name)s", **strings}
    )
    (problem,) = catalogues.problems()
    assert (problem.message, problem.place) == ("plain %(name)s", "app/views.py")
    assert reason in problem.reason


def test_fuzzy_and_uncollected_messages_are_problems(project):
    catalogues.collect()
    text = catalogues.path().read_text()
    catalogues.path().write_text(
        text.replace('\nmsgid "In a template"\nmsgstr ""', '\n#, fuzzy\nmsgid "In a template"\nmsgstr "甲"')
    )
    (project / "app/views.py").write_text('_("new")')
    reasons = {problem.message: problem.reason.split(":")[0] for problem in catalogues.problems()}
    assert (reasons["In a template"], reasons["new"]) == ("fuzzy", "not in the catalogue")


@pytest.mark.parametrize(
    ("text", "expected"), [("Write 是 or 否", True), ("请填写", False), ("保存 now", True), ("%d", True)]
)
def test_message_ids_are_english_but_may_quote_chinese(text, expected):
    assert catalogues.is_english(text) is expected


def test_what_is_compiled_can_be_read(project, capsys):
    catalogues.collect()
    translate(**{"In a template": "模板里"})
    call_command("messages", "compile")
    with catalogues.path().with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("In a template") == "模板里"


def test_the_check_ends_with_1_and_names_what_is_missing(project, capsys):
    with pytest.raises(SystemExit) as end:
        call_command("messages", "check")
    assert end.value.code == 1
    assert "templates/app/page.html: 'In a template': not in the catalogue" in capsys.readouterr().out
