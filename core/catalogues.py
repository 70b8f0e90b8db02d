"""Message catalogues without the GNU gettext programs: collect the words of the portal, check and compile them."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LOCALE = "zh_Hans"
# Positions of the arguments: plain numbers are the message and its plural, (1, "c") is the context.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOT_OURS = {"tests", "migrations", "node_modules", ".venv", "var", "static"}
# Lines of the header that would change at every collecting, or say nothing.
IDLE_HEADERS = (
    "Project-Id",
    "Report-Msgid",
    "POT-Creation",
    "PO-Revision",
    "Last-Translator",
    "Language-Team",
    "Generated",
)
CHINESE, LATIN = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[A-Za-z]")


class Problem(NamedTuple):
    """A message that readers would see in the wrong language or form, and where it stands."""

    message: str
    place: str
    reason: str


def path() -> Path:
    return Path(settings.LOCALE_PATHS[0]) / LOCALE / "LC_MESSAGES" / "django.po"


def collected() -> Catalog:
    """Read every message out of our Python files and templates, without translations."""
    catalog = Catalog(locale=LOCALE, domain="django")
    for file in _sources():
        for message, context in _messages(file.read_text(encoding="utf-8"), is_template=file.suffix != ".py"):
            place = str(file.relative_to(settings.BASE_DIR))
            catalog.add(message, context=context, locations=[(place, 0)])
    return catalog


def present() -> Catalog:
    """Read the catalogue as it is; an empty one when there is none yet."""
    if not path().exists():
        return Catalog(locale=LOCALE, domain="django")
    with path().open("rb") as file:
        return read_po(file, locale=LOCALE, domain="django")


def collect() -> Catalog:
    """Bring the catalogue up to date: keep translations, add new messages empty, drop those no longer used."""
    catalog = present()
    catalog.update(collected(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = "# Simplified Chinese of the portal. Message ids are the English texts."
    path().parent.mkdir(parents=True, exist_ok=True)
    path().write_bytes(_written(catalog))
    return catalog


def compile() -> Path:
    """Write the compiled catalogue that Django reads."""
    target = path().with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, present())
    return target


def problems() -> list[Problem]:
    """Give every message that is missing, empty, fuzzy or broken, in the order of the sources."""
    catalog = present()
    return [problem for wanted in collected() if wanted.id for problem in _problems_of(wanted, catalog)]


def is_english(text: str) -> bool:
    """Tell whether a message id is English, which may quote what a Chinese register says (“write 是 or 否”)."""
    return not CHINESE.search(text) or len(LATIN.findall(text)) > len(CHINESE.findall(text))


def _problems_of(wanted, catalog: Catalog) -> Iterator[Problem]:
    text, place = _text(wanted), ", ".join(name for name, _ in wanted.locations)
    if not is_english(text):
        yield Problem(text, place, "the message id is not English")
    found = catalog.get(wanted.id, wanted.context)
    if found is None:
        yield Problem(text, place, "not in the catalogue: run `manage.py messages collect`")
    elif not all(_strings(found)):
        yield Problem(text, place, "not translated")
    elif found.fuzzy:
        yield Problem(text, place, "fuzzy: somebody has to confirm the translation")
    else:
        yield from (Problem(text, place, str(error)) for error in found.check(catalog))


def _sources() -> list[Path]:
    files = [f for pattern in ("**/*.py", "**/*.html", "**/*.txt") for f in _found(pattern)]
    return sorted(f for f in files if f.suffix == ".py" or "templates" in f.parts)


def _found(pattern: str) -> Iterator[Path]:
    root = Path(settings.BASE_DIR)
    for folder in root.iterdir():
        if folder.is_dir() and folder.name not in NOT_OURS and not folder.name.startswith("."):
            yield from (f for f in folder.glob(pattern) if not NOT_OURS.intersection(f.relative_to(root).parts))


def _messages(source: str, *, is_template: bool) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Give (message or (singular, plural), context) of one file."""
    if is_template:
        # What is no message becomes X's; without its indentation Python's tokenizer accepts the rest.
        source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    for _line, function, arguments, _comments in extract_python(
        BytesIO(source.encode()), KEYWORDS, [], {"encoding": "utf-8"}
    ):
        arguments = arguments if isinstance(arguments, tuple) else (arguments,)
        context = arguments[0] if "pgettext" in function else None
        words = arguments[1:] if context else arguments
        words = words[:2] if function.startswith(("ngettext", "npgettext")) else words[:1]
        if words and all(isinstance(word, str) for word in words):
            yield (words if len(words) == 2 else words[0]), context


def _text(message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else message.string


def _written(catalog: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, catalog, width=100, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    lines = buffer.getvalue().splitlines(keepends=True)
    idle = tuple(f'"{name}'.encode() for name in IDLE_HEADERS)
    return b"".join(line for line in lines if not line.startswith(idle))
