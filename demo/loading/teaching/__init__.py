"""Teaching checks of the demo's school in the middle of life, from rounds to the ledger."""

from demo.loading.teaching.cast import WEEK, Cast
from demo.loading.teaching.contests import hold_contests
from demo.loading.teaching.corrections import order_corrections
from demo.loading.teaching.hand_ins import ask_for_papers
from demo.loading.teaching.leaders import lead
from demo.loading.teaching.ledger import keep_ledger
from demo.loading.teaching.own import record_own_work
from demo.loading.teaching.reviews import review_last_term
from demo.loading.teaching.rosters import draw_roster
from demo.loading.teaching.rounds import hold_rounds
from schools.models import School, Term

STEPS = (
    hold_rounds,
    order_corrections,
    draw_roster,
    hold_contests,
    ask_for_papers,
    lead,
    record_own_work,
    keep_ledger,
)


def inspect_teaching(school: School, year: int) -> None:
    """Let the autumn term be as far as today is; in its first three weeks there is nothing to inspect yet."""
    cast = Cast(school, Term.objects.get(school=school, school_year=year, number=Term.Number.AUTUMN))
    review_last_term(cast)
    if cast.today < cast.term.starts_on + 3 * WEEK:
        return
    for step in STEPS:
        cast.begin()
        step(cast)
