"""R-14: the ledger of staff exchange with its ratios, for the alliance at its seat, else for one school (G5.3.5)."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.permissions import Permission
from alliances.certificates import length_words
from alliances.messages.exchange import gap_words
from alliances.models import AGREED, Alliance, Membership, OutsideTraining, Stint, StintAssessment
from alliances.rules import exchange as rules
from alliances.selectors.exchange import Board, board, served_by
from core.dates import Span, school_year
from reports.kinds import Column, Figure, Gathered, ReportKind, Table, register
from schools.models import School, Term

TRAINED = 10  # the column of trainings in the ledger
SHARE, LENGTH, BACKBONE = ["G5.3.5.1"], ["G5.3.5.2"], ["G5.3.5.3"]
TRAINING, RANK, SUBSIDY = ["G5.3.5.4"], ["G5.3.5.5"], ["G5.3.5.7"]


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read the exchange of the school year; some fifteen statements for each alliance, whatever its people."""
    year = school_year(term.starts_on)
    boards = [board(each, year, on) for each in _alliances(school, on)]
    ledgers = [_ledger(stand, school, on) for stand in boards]
    return Gathered(
        title=_("Ledger of staff exchange"),
        school=str(school),
        period=f"{year}–{year + 1}",
        on=on,
        as_of=timezone.now(),
        figures=[each for stand, ledger in zip(boards, ledgers, strict=True) for each in _figures(stand, ledger)],
        tables=[each for stand, ledger in zip(boards, ledgers, strict=True) for each in (_schools(stand), ledger)],
        signatures=[_("Made by"), pgettext("of an alliance", "Office"), _("Principal")],
    )


def _alliances(school: School, on: date) -> list[Alliance]:
    members = Membership.objects.current(on).filter(school=school)
    rows = Alliance.objects.founded_on(on).filter(pk__in=members.values("alliance"))
    return list(rows.select_related("seat").order_by("document", "pk"))


def _figures(stand: Board, ledger: Table) -> list[Figure]:
    """Give the figures of one alliance; a school is in one of a scheme at a time, so the scheme makes the keys."""
    total, key = stand.total, stand.alliance.document.lower()
    backbone_share = _share(total.backbone, total.backbone_of)
    if stand.rates is None:
        return [Figure(f"{key}_exchanged", _("On exchange or back"), total.exchanged, ["G4.4.2"])]
    required = _known(total.required)
    return [
        Figure(f"{key}_base", _("Staff counted"), _known(total.base), SHARE),
        Figure(f"{key}_required", _("Number required"), required, SHARE),
        Figure(f"{key}_exchanged", _("On exchange or back"), total.exchanged, SHARE),
        Figure(f"{key}_share", _("Share of the staff"), _share(total.exchanged, total.base), SHARE),
        Figure(f"{key}_backbone", _("Backbone teachers"), total.backbone, BACKBONE),
        Figure(f"{key}_backbone_required", _("Backbone teachers required"), _known(total.backbone_required), BACKBONE),
        Figure(f"{key}_backbone_share", _("Share of backbone teachers"), backbone_share, BACKBONE),
        Figure(f"{key}_gap", _("What closes the gap"), _gap(stand), [*SHARE, *BACKBONE]),
        Figure(f"{key}_long_enough", _("Long enough on exchange"), _long_enough(stand), LENGTH),
        Figure(f"{key}_trainings", _("Trainings outside"), sum(row[TRAINED] for row in ledger.rows), TRAINING),
        Figure(f"{key}_transport", _("Transport subsidy a month"), _configured(stand.rates.transport), SUBSIDY),
        Figure(f"{key}_living", _("Living subsidy a month"), _configured(stand.rates.living), SUBSIDY),
        Figure(f"{key}_bonus", _("Ranks gained by the exchange"), _configured(stand.rates.rank_bonus), RANK),
    ]  # fmt: skip


def _gap(stand: Board) -> str:
    return str(gap_words(stand.gap)) if stand.is_below or stand.is_known else _("not known")


def _long_enough(stand: Board) -> int:
    """Count who has served a school year by now."""
    begun = [each for each in stand.stints if each.has_begun]
    served = served_by(begun, stand.rates, stand.today).values()
    return sum(each.standing is rules.Standing.DONE for each in served)


def _known(value):
    return _("not known") if value is None else value


def _configured(value: Decimal | None):
    """Give a number of the scheme; what nobody has set is never 0 (X-31)."""
    return _("not configured") if value is None else value


def _share(part: int, whole: int | None) -> str:
    return f"{Decimal(part) / whole:.1%}" if whole else "–"


def _schools(stand: Board) -> Table:
    columns = [
        Column(_("School"), 20),
        Column(_("Staff"), 10),
        Column(_("Number required"), 10),
        Column(pgettext("staff exchange", "To come"), 10),
        Column(pgettext("staff exchange", "Under way"), 10),
        Column(pgettext("staff exchange", "Over"), 10),
        Column(_("Backbone teachers"), 12),
    ]
    rows = [
        [
            line.member.school.name, _known(line.base), _required(line), line.planned, line.under_way, line.completed,
            line.backbone,
        ]
        for line in stand.schools
    ]  # fmt: skip
    return Table(f"{stand.alliance.name} · {_('By school')}", columns, rows)


def _required(line):
    return "–" if line.rates is None else _known(line.required)


def _ledger(stand: Board, school: School, on: date) -> Table:
    """Give who is exchanged: all at the seat, elsewhere those whom the school sends or receives."""
    columns = [
        Column(_("Name"), 10),
        Column(_("Home school"), 18),
        Column(_("Host school"), 18),
        Column(_("Went as"), 10),
        Column(_("Subject"), 10),
        Column(_("Backbone teacher"), 14),
        Column(_("From"), 12),
        Column(_("Until"), 12),
        Column(_("State"), 10),
        Column(_("Exchange time so far"), 14),
        Column(_("Trainings outside"), 10),
        Column(_("Assessments"), 14),
        Column(_("Transport subsidy"), 12),
        Column(_("Living subsidy"), 12),
    ]
    alliance, stints = stand.alliance, [each for each in stand.stints if each.state in AGREED]
    if school.pk != alliance.seat_id:
        stints = [each for each in stints if school.pk in (each.home_id, each.host_id)]
    rows = Stint.objects.filter(pk__in=[each.pk for each in stints]).for_listing().order_by("home", "from_on", "pk")
    return Table(f"{alliance.name} · {_('Ledger')}", columns, _rows(list(rows), stand, on))


def _rows(stints: list[Stint], stand: Board, on: date) -> list[list]:
    served, keys = served_by(stints, stand.rates, on), [each.pk for each in stints]
    trained = list(OutsideTraining.objects.filter(stint__in=keys).values_list("stint", "on"))
    assessed = list(StintAssessment.objects.filter(stint__in=keys).order_by("on", "pk"))
    results = {key: _joined(a.get_result_display() for a in assessed if a.stint_id == key) for key in keys}
    of_year = [stint for stint, day in trained if school_year(day) == stand.year]
    return [
        [
            stint.person.name, stint.home.name, stint.host.name, stint.get_kind_display(), stint.subject,
            stint.get_backbone_display() if stint.backbone else "–", stint.from_on, stint.last_on,
            stint.get_state_display(), _length(served.get(stint.person_id)), of_year.count(stint.pk),
            results[stint.pk], *_subsidies(stint, stand, on),
        ]
        for stint in stints
    ]  # fmt: skip


def _length(served: rules.Served | None) -> str:
    return length_words(served.rule, served.so_far) if served else "–"


def _subsidies(stint: Stint, stand: Board, on: date) -> list:
    """Give what has come together month by month until the day."""
    months = rules.months_touched(Span(stint.from_on, stint.to_on)) if stint.has_begun else []
    begun = sum(month <= on for month in months)
    amounts = (stand.rates.transport, stand.rates.living) if stand.rates else (None, None)
    return [_configured(None if amount is None else amount * begun) for amount in amounts]


def _joined(words) -> str:
    return pgettext("between the items of a list", ", ").join(map(str, words))


def sample() -> Gathered:
    """Give a small invented ledger: what a template is tried with."""
    columns = [Column(_("Name"), 10), Column(_("Home school"), 18), Column(_("Host school"), 18)]
    return Gathered(
        title=_("Ledger of staff exchange"),
        school="示范小学",
        period="2026–2027",
        on=date(2026, 11, 20),
        as_of=timezone.now(),
        figures=[
            Figure("g5_required", _("Number required"), 7, SHARE),
            Figure("g5_backbone", _("Backbone teachers"), 6, BACKBONE),
            Figure("g5_long_enough", _("Long enough on exchange"), 2, LENGTH),
            Figure("g5_trainings", _("Trainings outside"), 1, TRAINING),
        ],
        tables=[Table(_("Ledger"), columns, [["李老师", "示范小学", "第二小学"]])],
        signatures=[_("Made by"), _("Principal")],
    )


register(
    ReportKind(
        code="R-14",
        label=gettext_lazy("Ledger of staff exchange"),
        about=gettext_lazy("Who is exchanged where and how long, the shares by school, what would close the gap."),
        permission=Permission.ALLIANCE_SCHOOL,
        gather=gather,
        sample=sample,
    )
)
