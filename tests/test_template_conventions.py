"""What the Content-Security-Policy, the catalogues and the readers of templates rely on."""

import re

import pytest

from tests import source

TEMPLATES = source.templates()
# The one sign of the brand is a picture, not a word.
CHINESE = re.compile(r"(?<!brand-mark\" aria-hidden=\"true\">)[\u3400-\u9fff]")
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
STYLE = re.compile(r"<[^>]*\sstyle\s*=|<style\b", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*\bnonce=)", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)
UNSAFE = re.compile(r"\|\s*safe\b|{%\s*autoescape off")


def names_with(pattern: re.Pattern) -> list[str]:
    return [source.name(t) for t in TEMPLATES if pattern.search(t.read_text(encoding="utf-8"))]


def test_there_are_templates():
    assert len(TEMPLATES) > 20


def test_templates_are_split_before_150_lines():
    long = [source.name(t) for t in TEMPLATES if len(t.read_text(encoding="utf-8").splitlines()) >= 150]
    assert long == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("Chinese text, which belongs into the catalogue", CHINESE),
        ("an event handler, which the policy forbids", HANDLER),
        ("a style attribute; a class can do it", STYLE),
        ("an inline script without a nonce", SCRIPT),
        ("a file from another server", ELSEWHERE),
        ("text that is not escaped", UNSAFE),
    ],
)
def test_no_template_holds(what, pattern):
    assert names_with(pattern) == [], what


def test_every_visible_form_that_posts_carries_its_token():
    posts = re.compile(r"""<form\b[^>]*method=["']post["'].*?</form>""", re.IGNORECASE | re.DOTALL)
    brings_token = re.compile(r"csrf_token|{%\s*crispy\b")
    wrong = [
        source.name(template)
        for template in TEMPLATES
        for form in posts.findall(template.read_text(encoding="utf-8"))
        if not brings_token.search(form)
    ]
    assert wrong == []
