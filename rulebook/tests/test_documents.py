"""The twelve documents and the foreword, as files: nothing of the texts is lost, and every name leads somewhere."""

import re
from collections import Counter

import pytest

from rulebook import kinds
from rulebook.documents.coverage import Answer, answer_to, areas_awaited, planned
from rulebook.documents.loading import CODES, FOLDER, IDS, SHOWN_ONLY, documents, words

ALL = (*IDS, *SHOWN_ONLY)
ARTICLE_IDS = (FOLDER / "article_ids.txt").read_text(encoding="utf-8").split()
LONGEST_NAME = {"zh": 16, "en": 50}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def answers(document):
    """Give everything that may answer an article, by its name."""
    return {**document.parameters, **document.requirements, **document.items}


@pytest.mark.parametrize("name", ALL)
def test_each_document_loads(name):
    assert documents()[name].id == name


@pytest.mark.parametrize("article_id", ARTICLE_IDS)
def test_every_article_of_the_twelve_is_there(article_id):
    document = documents()[article_id.split(".")[0]]
    letters = {letter for article in document.articles.values() for letter in article.parts}
    assert article_id in document.articles or article_id in letters


@pytest.mark.parametrize("name", ALL)
def test_every_article_is_implemented_shown_or_planned_in_a_named_area(name):
    document = documents()[name]
    for article in document.articles.values():
        waits_for = areas_awaited(article, document)
        expected = Answer.SHOWN if article.answered == "shown" else Answer.PLANNED if waits_for else Answer.IMPLEMENTED
        assert answer_to(article, document) is expected


def test_an_article_whose_records_wait_for_an_area_is_planned_in_it():
    document = documents()["C3"]
    assert areas_awaited(document.article("C3.9"), document) == ["quality"]
    assert answer_to(document.article("C3.1"), document) is Answer.IMPLEMENTED


@pytest.mark.parametrize("name", ALL)
def test_a_heading_is_shown_and_an_article_that_asks_something_names_what_answers_it(name):
    for article in documents()[name].articles.values():
        assert not (article.is_heading and article.by and article.answered == "shown")
        assert article.by or article.answered == "shown"


@pytest.mark.parametrize("name", ALL)
def test_what_cites_an_article_is_cited_back(name):
    document = documents()[name]
    for key, each in answers(document).items():
        named = {a for a in each.articles if key not in document.article(a).by}
        assert not named or key in document.parameters, f"{key} cites {named}"


@pytest.mark.parametrize("name", ALL)
def test_the_letters_of_an_article_name_what_answers_the_whole(name):
    document = documents()[name]
    for article in document.articles.values():
        for names in article.parts.values():
            assert set(names) <= set(article.by)


def words_within(data):
    """Give every word in the data of items and requirements, however deep."""
    if isinstance(data, dict):
        return [word for value in data.values() for word in words_within(value)]
    if isinstance(data, list | tuple):
        return [word for value in data for word in words_within(value)]
    return [data] if isinstance(data, str) else []


@pytest.mark.parametrize("name", IDS)
def test_every_parameter_is_used_or_shown_with_its_article(name):
    document = documents()[name]
    used = {word for r in document.requirements.values() for word in words_within(vars(r))}
    used |= {word for item in document.items.values() for word in words_within(dict(item.data))}
    used |= {key for article in document.articles.values() for key in article.by}
    own = {key for key, parameter in document.parameters.items() if parameter.articles}
    assert own <= used


@pytest.mark.parametrize("name", IDS)
def test_every_document_has_the_shared_numbers_about_periods(name):
    assert {"quota.multi_role", "week.partial_rule", "window.midterm_weeks"} <= set(documents()[name].parameters)


def named(document):
    yield from ((key, each.name) for key, each in answers(document).items())
    for item in document.items.values():
        for row in item.data.get("items", ()):
            yield item.id, row
    for parameter in document.parameters.values():
        for choice in (*parameter.choices.values(), *parameter.readings.values()):
            yield parameter.key, choice


@pytest.mark.parametrize("name", ALL)
def test_every_name_is_in_both_languages(name):
    for key, text in named(documents()[name]):
        zh, en = (text["zh"], text["en"]) if isinstance(text, dict) else (text.zh, text.en)
        assert zh, key
        assert en, key
        assert not CHINESE.search(en), key


@pytest.mark.parametrize("name", ALL)
def test_names_of_what_is_owed_fit_into_a_cell(name):
    for requirement in documents()[name].requirements.values():
        assert len(requirement.name.zh) <= LONGEST_NAME["zh"], requirement.id
        assert len(requirement.name.en) <= LONGEST_NAME["en"], requirement.id


@pytest.mark.parametrize("code", CODES)
def test_codes_are_in_both_languages(code):
    for text in words(code).values():
        assert text.zh
        assert text.en
        assert not CHINESE.search(text.en)


def test_a_topic_that_documents_share_has_words():
    topics = Counter(t for d in documents().values() for t in {r.topic for r in d.requirements.values()})
    assert {topic for topic, count in topics.items() if count > 1} <= set(words("topics"))


def test_planned_names_only_what_exists_and_each_once():
    known = {name for document in documents().values() for name in document.items} | set(words("evidence"))
    names = [name for area in planned().values() for name in area]
    assert set(names) <= known
    assert len(names) == len(set(names))


def test_a_silent_text_asks_and_never_counts_as_zero():
    silent = [p for d in documents().values() for p in d.parameters.values() if p.default is None]
    assert silent
    assert all(p.is_question for p in silent)


def test_what_an_app_keeps_waits_for_no_area_any_more():
    names = {name for area in planned().values() for name in area}
    assert sorted(name for name in names if not kinds.is_attested(name)) == []
