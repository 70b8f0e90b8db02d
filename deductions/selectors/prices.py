"""Which price list counts on which day: the school's own, else rule set 4 as adopted."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.dates import Span
from deductions.models import LedgerSettings, PriceList
from deductions.rules.documents import DOCUMENT, table_of
from deductions.rules.prices import Price, PriceTable, Unit
from rulebook.models import Adoption
from rulebook.rules.numbers import Dated, version_on
from rulebook.selectors.in_force import versions_of
from schools.models import School

OWN = "own"


@dataclass(frozen=True)
class Prices:
    """The lists of a school over some days, at hand."""

    settings: LedgerSettings
    lists: list[PriceList]
    adoptions: list[tuple[Adoption, list[Dated]]]

    def on(self, day: date) -> PriceTable | None:
        """Give the list that counts on a day; None where the school has none."""
        own = next((each for each in self.lists if each.from_on <= day), None)
        if own and not own.follows_document:
            return self._own(own, day)
        for adoption, versions in self.adoptions:
            if adoption.from_on <= day and (adoption.to_on is None or day < adoption.to_on):
                version = version_on(versions, day)
                return table_of(version.numbers, version=version.pk, may_be_yuan=self.may_be_yuan(day))
        return None

    def may_be_yuan(self, day: date) -> bool:
        return self.settings.yuan_from is not None and self.settings.yuan_from <= day

    def _own(self, own: PriceList, day: date) -> PriceTable:
        return own_table(own, may_be_yuan=self.may_be_yuan(day))


def own_table(own: PriceList, *, may_be_yuan: bool) -> PriceTable:
    """Give a school's own list as the rules take it; money only where the principal has switched to it (L-12)."""
    wanted = Unit(own.unit)
    return PriceTable(
        source=OWN,
        version=own.pk,
        unit=Unit.POINTS if wanted is Unit.YUAN and not may_be_yuan else wanted,
        prices={item.code: _price(item) for item in own.items.all()},
        cap_per_month=own.cap_per_month,
        cap_per_term=own.cap_per_term,
        wants_yuan=wanted is Unit.YUAN,
    )


def _price(item) -> Price:
    return Price(
        code=item.code,
        event=item.event,
        name=item.text,
        amount=item.amount,
        each=item.each,
        articles=(item.article,) if item.article else (),
        most=item.most,
        needs_proof=item.needs_proof,
        verifier=item.verifier,
        **how_of(item.how),
    )


def how_of(stored: dict) -> dict:
    """Read what computed lines keep beside their amount."""
    decimals = {name: Decimal(stored[name]) for name in ("share", "conduct") if name in stored}
    rest = {name: stored[name] for name in ("reading", "rounding", "in_school_days") if name in stored}
    return {**decimals, **rest}


def prices(school: School, span: Span) -> Prices:
    """Read every list that counts on a day of the span; five statements."""
    lists = PriceList.objects.filter(school=school, from_on__lt=span.to_on).confirmed().prefetch_related("items")
    adoptions = list(
        Adoption.objects.filter(school=school, document=DOCUMENT)
        .touching(span.from_on, span.to_on)
        .order_by("-from_on")
    )
    versions = versions_of(adoptions)
    return Prices(
        settings=settings_of(school),
        lists=list(lists.order_by("-from_on", "-confirmed_at")),
        adoptions=[(adoption, versions[adoption.pk]) for adoption in adoptions],
    )


def table_on(school: School, day: date) -> PriceTable | None:
    """Give the list that counts on one day."""
    return prices(school, Span(day, day + timedelta(days=1))).on(day)


def settings_of(school: School) -> LedgerSettings:
    """Give what the school has settled, or what holds until it has."""
    return LedgerSettings.objects.filter(school=school).first() or LedgerSettings(school=school)
