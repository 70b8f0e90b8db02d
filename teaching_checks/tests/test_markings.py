from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.dates import Span
from core.refusals import Refused
from deductions.kinds import Event
from registry.models import Substitution
from rulebook.documents import loading
from rulebook.models import Obligation
from rulebook.rules.judging import State
from rulebook.rules.people import person
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import lines_of
from rulebook.services.adopting import adopt
from rulebook.tests.factories import AUTUMN, create_obligations
from teaching_checks.evidence.markings import markings
from teaching_checks.facts.markings import facts
from teaching_checks.models import Marking, MarkingRule
from teaching_checks.selectors.lessons import first_week_lessons, plans_due
from teaching_checks.selectors.markings import marking_standings
from teaching_checks.services.markings import mark
from teaching_checks.services.plans import except_lessons
from teaching_checks.tests.records import create_marking
from teaching_checks.tests.scenes import create_scene

pytestmark = pytest.mark.django_db
MONDAY, WEDNESDAY, NEXT = date(2026, 9, 7), date(2026, 9, 9), date(2026, 9, 14)
WEEK = Span(MONDAY, NEXT)


@pytest.fixture
def scene():
    return create_scene()


def standing(scene, span=WEEK, today=NEXT):
    found = marking_standings(scene.small.school, span, today=today)[scene.teacher.pk][-1]
    return found.done, found.required


def test_as_many_markings_are_required_as_lessons_were_held(scene):
    create_marking(on=MONDAY, times=2, **scene.whose)
    assert standing(scene) == (2, 3)
    slot = scene.teacher.timetable.get(weekday=3)
    changed = {"period": 1, "is_cancelled": True, "reason": "outing", "by": scene.small.clerk}
    Substitution.objects.create(school=scene.small.school, slot=slot, on=WEDNESDAY, **changed)
    assert standing(scene) == (2, 2)


def test_a_subject_needs_as_much_as_the_school_says(scene):
    MarkingRule.objects.create(school=scene.small.school, subject=scene.subject, share=Decimal("0.5"))
    create_marking(on=MONDAY, **scene.whose)
    assert standing(scene) == (1, 1)


def test_standings_cost_the_same_for_any_number(scene, django_assert_num_queries):
    for day in (7, 9, 14, 16):
        create_marking(on=date(2026, 9, day), **scene.whose)
    with django_assert_num_queries(7):
        marking_standings(scene.small.school, scene.small.term.span, today=date(2026, 10, 1))


def test_each_day_is_evidence_with_how_the_term_stood(scene):
    create_marking(on=MONDAY, times=2, **scene.whose)
    create_marking(on=WEDNESDAY, **scene.whose)
    found = [(e.actor, e.subject, e.on, e.part) for e in markings(scene.small.school, scene.small.term.span)]
    about = person(scene.small.a1.pk)
    assert found == [(scene.small.a1.pk, about, on, "homework") for on in (MONDAY, WEDNESDAY)]
    first = next(iter(markings(scene.small.school, scene.small.term.span)))
    # 1–2 September lie before: Wednesday's lesson of the first week was not marked.
    assert (first.amount, first.whole) == (2, 3)


def standing_owed(scene, requirement):
    owed = Obligation.objects.filter(requirement=requirement, subject=person(scene.small.a1.pk))
    (line,) = lines_of(scene.small.school, owed, frame(scene.small.school, scene.small.term), today=NEXT)
    return line.standing


def test_as_many_markings_as_lessons_are_done_and_one_fewer_is_not(scene, monkeypatch):
    """C4.4.3."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: NEXT)
    create_obligations(scene.small, "C4")
    create_marking(on=MONDAY, times=2, **scene.whose)
    create_marking(on=WEDNESDAY, **scene.whose)
    assert standing_owed(scene, "C4-S06").state is State.DUE
    create_marking(on=date(2026, 9, 2), **scene.whose)
    assert standing_owed(scene, "C4-S06").state is State.DONE


def test_chinese_is_marked_every_day_or_the_day_is_missed(scene):
    """C6.7."""
    create_obligations(scene.small, "C6")
    create_marking(on=MONDAY, **scene.whose)
    days = {each.span.from_on: each for each in standing_owed(scene, "C6-S02").buckets}
    assert (days[MONDAY].is_met, days[WEDNESDAY].is_missed) == (True, True)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"on": date(2030, 1, 1)}, "in_the_future"),
        ({"marked": 41}, "more_than_expected"),
        ({"by_pupils": True}, "pupil_marking_off"),
    ],
)
def test_what_cannot_be_is_refused(scene, change, reason):
    fields = {"on": MONDAY, "expected": 40, "marked": 40, "today": NEXT, **change}
    with pytest.raises(Refused) as refused:
        mark(by=scene.small.a1, **scene.whose, **fields)
    assert (refused.value.reason, Marking.objects.count()) == (reason, 0)


def test_another_class_than_the_own_is_refused(scene):
    other = {**scene.whose, "school_class": scene.small.classes[2]}
    with pytest.raises(Refused, match="not_taught"):
        mark(by=scene.small.a1, on=MONDAY, expected=1, marked=1, today=NEXT, **other)


def test_pupils_mark_a_part_only_where_the_school_has_said_so(scene):
    key = "C6-S03.pupil_marking"
    rules = loading.document("C6")
    values, reasons = {key: "yes"}, {key: "a little, by the older pupils"}
    adopt(school=scene.small.school, document=rules, from_on=AUTUMN, values=values, reasons=reasons, by=None)
    made = mark(by=scene.small.a1, on=MONDAY, expected=2, marked=2, by_pupils=True, today=NEXT, **scene.whose)
    assert made.by_pupils


def test_markings_missing_are_a_fact_when_the_term_is_over(scene):
    term = scene.small.term
    assert list(facts(scene.small.school, term.span)) == []
    term.starts_on, term.ends_on = date(2026, 9, 7), date(2026, 9, 20)
    term.midterm_starts_on = term.midterm_ends_on = term.final_starts_on = term.final_ends_on = None
    term.save()
    assert list(facts(scene.small.school, term.span)) == []  # nobody records markings here
    create_marking(on=MONDAY, times=2, **scene.whose)
    (fact,) = facts(scene.small.school, term.span)
    assert (fact.event, fact.teacher, fact.on) == (Event.MARKINGS_SHORT, scene.teacher.pk, date(2026, 9, 20))
    assert dict(fact.figures) == {"required": Decimal(6), "prepared": Decimal(2)}


def test_the_lessons_of_the_first_week_are_due_ahead_less_the_exceptions(scene):
    term = scene.small.term  # begins on a Tuesday: its first seven days hold one Wednesday and one Monday
    assert first_week_lessons(scene.small.school, term) == {scene.teacher.pk: 3}
    except_lessons(teacher=scene.teacher, term=term, reason="textbook_missing", lessons=2, by=scene.small.clerk)
    assert plans_due(scene.small.school, term) == {scene.teacher.pk: 1}


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"teaching_checks:{name}", args=args), query)


def test_one_tap_records_the_whole_class_for_each_lesson(client, scene):
    shown = page(client, scene.small.a1, "marking_mine", on=MONDAY).context["pairs"]
    assert [(pair.lessons, pair.pupils) for pair in shown] == [(2, 2)]
    client.post(f"{reverse('teaching_checks:marking_tap')}?on={MONDAY}", {"pair": shown[0].key})
    made = Marking.objects.get()
    assert (made.on, made.times, made.expected, made.marked, made.entered_by) == (MONDAY, 2, 2, 2, scene.small.a1)


def test_a_tap_on_a_class_of_somebody_else_records_nothing(client, scene):
    client.force_login(scene.small.a1)
    client.post(reverse("teaching_checks:marking_tap"), {"pair": "1-1"})
    assert not Marking.objects.exists()


def test_an_inspector_records_for_a_teacher(client, scene):
    pair = f"{scene.school_class.pk}-{scene.subject.pk}"
    client.force_login(scene.small.clerk)
    url = f"{reverse('teaching_checks:marking_enter', args=[scene.teacher.public_id])}?on={MONDAY}"
    client.post(url, {"pair": pair, "times": 1, "expected": 2, "marked": 1})
    made = Marking.objects.get()
    assert (made.person, made.entered_by, made.is_returned) == (scene.small.a1, scene.small.clerk, False)


def test_more_marked_than_expected_is_said_at_the_field(client, scene):
    pair = f"{scene.school_class.pk}-{scene.subject.pk}"
    client.force_login(scene.small.a1)
    url = f"{reverse('teaching_checks:marking_add')}?on={MONDAY}"
    response = client.post(url, {"pair": pair, "times": 1, "expected": 2, "marked": 3})
    assert "marked" in response.context["form"].errors


def test_a_colleague_sees_no_markings_of_mine(client, scene):
    marking = create_marking(on=MONDAY, **scene.whose)
    own = page(client, scene.small.a1, "marking_teacher", scene.teacher.public_id)
    assert list(own.context["page"]) == [marking]
    assert page(client, scene.small.a2, "marking_teacher", scene.teacher.public_id).status_code == 404
    client.force_login(scene.small.a2)
    url = reverse("teaching_checks:marking_remove", args=[marking.public_id])
    assert client.post(url).status_code == 404


def test_the_head_of_the_group_reads_its_markings_and_takes_none_out(client, scene):
    marking, small = create_marking(on=MONDAY, **scene.whose), scene.small
    assert [each for each, _stands in page(client, small.h1, "marking_list").context["lines"]] == [scene.teacher]
    shown = page(client, small.h1, "marking_teacher", scene.teacher.public_id)
    assert list(shown.context["page"]) == [marking]
    assert shown.context["pairs"]
    url = reverse("teaching_checks:marking_remove", args=[marking.public_id])
    assert url not in shown.content.decode()
    assert client.post(url).status_code == 404
    assert page(client, small.h2, "marking_list").context["lines"] == []
    assert page(client, small.h2, "marking_teacher", scene.teacher.public_id).status_code == 404
    assert page(client, small.a1, "marking_list").status_code == 403


def test_the_list_of_all_costs_the_same_for_any_number(client, scene, django_assert_max_num_queries):
    with django_assert_max_num_queries(36):
        response = page(client, scene.small.clerk, "marking_list")
    assert [teacher for teacher, _stands in response.context["lines"]] == [scene.teacher]


def test_the_office_says_which_subjects_are_marked(client, scene):
    client.force_login(scene.small.clerk)
    form = page(client, scene.small.clerk, "marking_shares").context["form"]
    client.post(reverse("teaching_checks:marking_shares"), dict.fromkeys(form.fields, "0.5"))
    assert set(MarkingRule.objects.values_list("share", flat=True)) == {Decimal("0.50")}


def test_the_office_excepts_lessons_from_what_is_prepared_ahead(client, scene):
    client.force_login(scene.small.clerk)
    url = reverse("teaching_checks:planexception_add", args=[scene.teacher.public_id])
    assert "lessons" in client.post(url, {"reason": "textbook_missing", "lessons": 99}).context["form"].errors
    client.post(url, {"reason": "textbook_missing", "lessons": 2})
    (line,) = page(client, scene.small.clerk, "planexception_list").context["lines"]
    assert (line["lessons"], line["due"]) == (3, 1)
