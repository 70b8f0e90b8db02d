"""A school's template: what is taken, what is refused and in which words, and which versions are kept."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from django.utils import translation
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as some

from accounts.roles import Role
from accounts.tests.factories import user_with
from core.refusals import Refused
from reports import kinds
from reports.models import Template
from reports.services import templates as services
from reports.tests.factories import DEFAULT, word_file
from reports.word.checks import problems_in
from reports.word.package import MAX_FILE_BYTES, MAX_PART_BYTES, Unusable
from reports.word.sentences import SENTENCES, UNUSABLE, sentence, unusable
from schools.tests.factories import create_school

KIND = kinds.get("S-01")
ROWS = [["{{ tables[0].columns[0] }}"], ["{%tr for row in tables[0].rows %}"], ["{{ row[1] }}"], ["{%tr endfor %}"]]


def problems(data: bytes) -> list:
    return problems_in(data, KIND.sample())


def words_for(*paragraphs, **parts) -> str:
    with translation.override("en"):
        return "\n".join(sentence(problem) for problem in problems(word_file(*paragraphs, **parts)))


def test_the_portals_own_template_is_in_order():
    assert problems(DEFAULT.read_bytes()) == []


def test_a_simple_template_is_in_order():
    assert problems(word_file("{{ school }} {{ figure.teachers }}", cells=ROWS, footer="{{ title }}")) == []


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("{{ schol }}", "unknown", "Did you mean “school”?"),
        ("{{ figure.pupils }}", "unknown", "figure.pupils"),
        ("{{ school.name }}", "unknown", "school.name"),
        ("{{ tables[9].title }}", "not-so-many", "tables[9]"),
        ("Made by {{ made_by", "not-closed", "“{{” is alone"),
        ("Made by made_by }}", "not-closed", "“}}” is alone"),
        ("{% if articles", "not-closed", "“{%” is alone"),
        ("｛｛ school ｝｝", "full-width", "English keyboard"),
        ("{{ school ｝}", "full-width", "English keyboard"),
        ("{{ school school }}", "not-understood", "cannot be understood"),
        ("{{ }}", "not-understood", "cannot be understood"),
        ("{% for table tables %}", "not-understood", "cannot be understood"),
        ("{% tr for row in tables %}", "not-allowed", "tr"),
        ("{{ school.__class__ }}", "not-allowed", "__class__"),
        ("{{ ''.__class__.__mro__ }}", "not-allowed", "__"),
        ("{{ school|attr('x') }}", "not-allowed", "attr"),
        ("{{ school.upper() }}", "not-allowed", "( )"),
        ("{{ 10 ** 10 ** 10 }}", "not-allowed", "**"),
        ("{{ school['__class__'] }}", "not-allowed", "[ ]"),
        ("{% include 'x' %}", "not-allowed", "include"),
        ("{% set x = 1 %}", "not-allowed", "set"),
        ("{{ tables }}", "a-list", "{% for … in … %}"),
        ("{%p for x in school %}", "no-list", "school"),
        ("{%p for table in tables %}", "not-ended", "{% endfor %}"),
        ("{% if articles %}", "not-ended", "{% endif %}"),
        ("{%p endfor %}", "nothing-open", "endfor"),
        ("{% else %}", "nothing-open", "else"),
        ("{{p school }}", "prefix", "no letters"),
        ("{%tr if articles %}{%tr endif %}", "not-in-table", "not in one"),
        ("{%p if articles %} and more", "not-alone", "paragraph of its own"),
        ("{%p if articles %}\n{% endif %}", "not-alone", "paragraph of its own"),
    ],
)
def test_a_broken_field_is_named_with_its_paragraph_and_the_remedy(text, code, said):
    found = problems(word_file("Good.", text))
    assert code in {problem.code for problem in found}
    about = next(problem for problem in found if problem.code == code)
    with translation.override("en"):
        assert said in sentence(about)
        assert sentence(about).startswith("Paragraph 2, “")


def test_the_end_of_a_loop_needs_the_letters_of_its_beginning():
    assert "It began as “{%p if articles %}”" in words_for("{%p if articles %}", "x", "{% endif %}")


def test_a_loop_inside_another_goes_through_a_part_of_it():
    """So a template cannot run for ever: rows times rows times rows."""
    lines = ["{%p for table in tables %}", "{%p for other in tables %}", "x", "{%p endfor %}", "{%p endfor %}"]
    assert "“tables” is not" in words_for(*lines)
    lines[1] = "{%p for row in table.rows %}"
    assert words_for(*lines) == ""


@pytest.mark.parametrize(
    ("paragraphs", "code"),
    [
        (["{%p if articles %}"] * 1500 + ["x"] + ["{%p endif %}"] * 1500, "too-many"),
        (["{%p if articles %}"] * 300 + ["x"] + ["{%p endif %}"] * 300, "too-deep"),
        (["{{ title }}" * 2001], "too-many"),
        (["{{ " + "(" * 1500 + "title" + ")" * 1500 + " }}"], "not-understood"),
    ],
)
def test_a_template_that_would_wear_the_portal_out_is_refused(paragraphs, code):
    assert problems(word_file(*paragraphs))[0].code == code


def test_a_field_in_a_table_and_in_a_page_footer_is_looked_at_too():
    assert words_for("x", cells=[["{{ wrong }}"]]).startswith("Paragraph 2, “{{ wrong }}”")
    assert words_for("x", footer="{{ wrong }}").startswith("Page footer, paragraph 1, “{{ wrong }}”")


def test_what_is_hidden_from_the_paragraphs_is_refused_when_it_is_filled():
    """An alternative text of a picture, a property of the file: Jinja reads them, people do not see them."""
    document = Document(BytesIO(word_file("x")))
    document.core_properties.subject = "{{ school.__class__ }}"
    stream = BytesIO()
    document.save(stream)
    assert [problem.code for problem in problems(stream.getvalue())] == ["not-allowed"]


def test_loops_that_tear_the_file_are_refused():
    document = word_file("{% if not articles %}x", cells=[["{% endif %}"]])
    assert [problem.code for problem in problems(document)] == ["torn"]


def zipped(**parts: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    """Give the portal's template with one more part."""
    stream = BytesIO(DEFAULT.read_bytes())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


LINK = (
    b'<Relationships><Relationship Id="a" Type="x/attachedTemplate" Target="http://a.example" TargetMode="External"/>'
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.7", "not-word"),
        ("一段文字".encode(), "not-word"),
        (zipped(**{"xl/workbook.xml": b"<x/>"}), "not-word"),
        (DEFAULT.read_bytes()[:9000], "damaged"),
        (b"PK\3\4" + b"\0" * MAX_FILE_BYTES, "too-large"),
        (with_part("word/media/bomb.bin", b"\0" * 41 * 1024 * 1024), "too-large"),
        (with_part("word/comments.xml", b" " * (MAX_PART_BYTES + 1)), "too-large"),
        (with_part("word/vbaProject.bin", b"x"), "macros"),
        (with_part("word/_rels/settings.xml.rels", LINK), "linked"),
        (with_part("word/more.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "entities"),
        (zipped(**{"word/document.xml": b"<x", "[Content_Types].xml": b"<x"}), "damaged"),
    ],
)
def test_what_is_no_safe_word_file_is_refused(data, code):
    with pytest.raises(Unusable) as refused:
        problems(data)
    assert refused.value.code == code
    assert unusable(code)


@settings(max_examples=40, deadline=None)
@given(some.binary(max_size=200), some.integers(0, 38_000))
def test_a_spoiled_file_never_breaks_the_check(noise, at):
    data = DEFAULT.read_bytes()
    with suppress(Unusable):
        problems(data[:at] + noise + data[at + len(noise) :])


def test_every_code_has_its_words():
    assert all(str(words) for words in [*SENTENCES.values(), *UNUSABLE.values()])


@pytest.fixture
def school(db):
    return create_school()


@pytest.fixture
def office(school):
    return user_with(Role.ACADEMIC_CLERK, school=school)


def replace(school, by, text="{{ title }}", **fields) -> Template:
    return services.replace(school=school, kind=KIND, data=word_file(text), file_name="我们的.docx", by=by, **fields)


def test_versions_are_kept_and_one_is_in_force(school, office):
    first, second = replace(school, office), replace(school, office)
    first.refresh_from_db()
    assert (first.version, second.version) == (1, 2)
    assert (first.replaced_at is None, second.replaced_at is None) == (False, True)
    services.reset(school=school, kind=KIND, by=office)
    assert not Template.objects.filter(replaced_at=None).exists()
    assert replace(school, office).version == 3


def test_going_back_twice_is_refused(school, office):
    with pytest.raises(Refused, match="nothing-to-reset"):
        services.reset(school=school, kind=KIND, by=office)


def test_a_broken_template_leaves_the_one_in_force(school, office):
    good = replace(school, office)
    with pytest.raises(services.Broken):
        replace(school, office, "{{ schol }}")
    assert list(Template.objects.filter(replaced_at=None)) == [good]


def test_a_person_of_another_school_replaces_nothing(school):
    with pytest.raises(Refused, match="not-allowed"):
        replace(school, user_with(Role.PRINCIPAL))
