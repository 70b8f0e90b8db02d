"""Mutual aid: first names only, only between the members of a match, only while both parents agree (G5.3.4.5)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import user_with
from alliances.models import Membership, Triple, TripleMatch
from alliances.rules.given_names import given_name
from alliances.selectors import triples as selectors
from alliances.services import triples as services
from alliances.tests.triple_scenes import Scene
from core.addresses import every_address
from core.refusals import Refused
from notices.models import Notice
from registry.models import Teacher

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


def partner(family, user):
    (row,) = selectors.own_sets(user)
    assert row[0] == family.triple
    return row[1]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("张小明", "小明"), ("张明", "明"), ("欧阳小明", "小明"), ("欧阳明", "明"), ("欧阳", "阳"), ("张李小明", "小明"),
        ("阿依古丽·买买提", "阿依古丽"), (" 张 小 明 ", "小明"), ("Zhang Xiaoming", ""), ("张", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_surname_is_left_out(name, given):
    assert given_name(name) == given


def test_before_both_agree_the_partner_is_a_number(scene):
    scene.match()
    services.answer(triple=scene.ours.triple, agrees=True, by=scene.ours.parent)
    found = partner(scene.ours, scene.ours.parent)
    assert (found.school, found.number, found.grade) == (scene.theirs.member.school.name, 1, 3)
    assert found.wishes == scene.theirs.triple.wish_words
    assert (found.is_open, found.pupil, found.parent, found.teacher) == (False, "", "", "")


def test_after_both_agree_the_members_see_first_names(scene):
    scene.match()
    scene.agree()
    for user in (scene.ours.parent, scene.ours.teacher):
        found = partner(scene.ours, user)
        assert (found.pupil, found.parent, found.teacher) == ("晨曦", "秀英", "海燕")
    found = partner(scene.theirs, scene.theirs.parent)
    assert (found.pupil, found.parent, found.teacher) == ("晓雨", "建国", "老师甲")


def test_a_withdrawn_consent_ends_it_at_once_and_frees_the_other(scene):
    made = scene.match()
    scene.agree()
    services.answer(triple=scene.theirs.triple, agrees=False, by=scene.theirs.parent)
    assert partner(scene.ours, scene.ours.parent) is None
    assert selectors.own_sets(scene.theirs.parent) == []
    made.refresh_from_db()
    assert made.ended_at
    assert [code.pk for code in selectors.free_codes(scene.allied.alliance)] == [scene.ours.triple.pk]


def test_a_guardian_barred_from_the_child_sees_nothing_and_shows_nothing(scene):
    scene.match()
    scene.agree()
    scene.theirs.guardian.guardianships.update(is_barred=True)
    assert not partner(scene.ours, scene.ours.parent).is_open
    assert selectors.own_sets(scene.theirs.parent) == []


def test_names_close_when_a_school_has_left_and_a_later_consent_opens_none(scene):
    scene.match()
    services.answer(triple=scene.ours.triple, agrees=True, by=scene.ours.parent)
    Membership.objects.filter(school=scene.theirs.member.school).update(to_on=timezone.localdate())
    services.answer(triple=scene.theirs.triple, agrees=True, by=scene.theirs.parent)
    for family in (scene.ours, scene.theirs):
        found = partner(family, family.parent)
        assert (found.is_open, found.pupil) == (False, "")
    assert not Notice.objects.filter(subject__contains="you see the first names").exists()


def test_a_teacher_who_works_elsewhere_now_is_no_member_any_more(scene):
    scene.match()
    scene.agree()
    Teacher.objects.filter(user=scene.ours.teacher).update(employed_to=timezone.localdate())
    assert selectors.own_sets(scene.ours.teacher) == []
    assert partner(scene.theirs, scene.theirs.teacher).is_open


def test_a_consent_on_paper_counts_and_never_overrides_a_no(scene):
    services.record_paper(triple=scene.ours.triple, by=scene.ours.member.clerk)
    assert Triple.objects.get(pk=scene.ours.triple.pk).is_on_paper
    services.answer(triple=scene.theirs.triple, agrees=False, by=scene.theirs.parent)
    with pytest.raises(Refused, match="said-no"):
        services.record_paper(triple=scene.theirs.triple, by=scene.theirs.member.principal)


def test_only_the_own_guardian_answers_and_only_the_own_school_acts(scene):
    with pytest.raises(Refused, match="not-own"):
        services.answer(triple=scene.ours.triple, agrees=True, by=scene.theirs.parent)
    for service in (services.record_paper, services.close):
        with pytest.raises(Refused, match="not-own"):
            service(triple=scene.ours.triple, by=scene.theirs.member.principal)


def test_a_pupil_of_another_school_cannot_be_entered(scene):
    with pytest.raises(Refused, match="not-own-pupil"):
        services.enter(
            alliance=scene.allied.alliance, school=scene.ours.member.school, student=scene.theirs.student,
            guardian=scene.theirs.guardian, teacher=scene.ours.teacher, wishes=[], by=scene.ours.member.principal,
        )  # fmt: skip


def test_who_is_not_the_legal_guardian_is_not_asked(scene, sign_in):
    family = scene.ours
    services.close(triple=family.triple, by=family.member.principal)
    family.guardian.guardianships.update(is_guardian=False)
    url = f"{reverse('alliances:triple_add')}?pupil={family.student.public_id}"
    assert not sign_in(family.member.principal).get(url).context["form"].fields["guardian"].queryset
    with pytest.raises(Refused, match="not-own-pupil"):
        services.enter(
            alliance=scene.allied.alliance, school=family.member.school, student=family.student,
            guardian=family.guardian, teacher=family.teacher, wishes=[], by=family.member.principal,
        )  # fmt: skip


def test_a_set_is_matched_once_and_only_by_the_office(scene):
    with pytest.raises(Refused, match="not-office"):
        services.match(
            alliance=scene.allied.alliance, one=scene.ours.triple, other=scene.theirs.triple,
            by=scene.theirs.member.principal,
        )  # fmt: skip
    scene.match()
    with pytest.raises(Refused, match="not-free"):
        scene.match()


def test_a_match_lies_between_two_schools(scene):
    made = scene.match()
    with pytest.raises(IntegrityError), transaction.atomic():
        TripleMatch.objects.filter(pk=made.pk).update(other_school=made.one_school)


def test_no_notice_names_anybody(scene):
    scene.match()
    scene.agree()
    told = " ".join(f"{notice.subject} {notice.body}" for notice in Notice.objects.all())
    assert told
    assert not [word for family in (scene.ours, scene.theirs) for word in family.secrets if word in told]


OUTSIDE = ("core_principal", "core_clerk", "core_teacher", "third", "district", "officer", "our_parent", "our_teacher")


def outsider(scene, who):
    core = scene.allied.core
    return {
        "core_principal": core.principal,
        "core_clerk": core.clerk,
        "core_teacher": core.teacher,
        "third": scene.allied.others[1].principal,
        "district": user_with(Role.DISTRICT_OFFICER, school=None, scope_id=core.school.district_id),
        "officer": user_with(Role.ALLIANCE_OFFICER, school=core.school, scope_id=scene.allied.alliance.pk),
        "our_parent": scene.ours.parent,
        "our_teacher": scene.ours.teacher,
    }[who]


def pages_of(client, scene) -> dict[str, str]:
    """Ask every address of the alliances and of growth, and the search, for all that could be shown of the others.

    What the asker has typed into a search stands there again, and is no find.
    """
    pages = {}
    ids = {"triple": scene.theirs.triple, "triplematch": TripleMatch.objects.first(), "alliance": scene.allied.alliance}
    for address in every_address():
        app, _, name = address.name.partition(":")
        noun = name.split("_")[0]
        if app not in ("alliances", "growth") or (address.arguments and noun not in ids):
            continue
        if set(address.arguments) - {"public_id"}:
            continue
        url = reverse(address.name, args=[ids[noun].public_id] if address.arguments else [])
        for query in ("", f"?q={scene.theirs.student.name}", f"?pupil={scene.theirs.student.public_id}"):
            text = client.get(url + query).content.decode(errors="replace")
            # The typed word stands in its box, in hidden fields and where the language is switched.
            typed = query.partition("=")[2]
            echoes = (query, f'value="{typed}"') if typed else ()
            for echo in echoes:
                text = text.replace(echo, "")
            pages[url + query] = text
    pages["search"] = client.get(reverse("registry:search"), {"q": "CANARY"}).content.decode()
    return pages


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("consents", [False, True])
def test_no_page_of_others_shows_the_canary_but_for_first_names_to_members(scene, sign_in, who, consents):
    scene.match()
    if consents:
        scene.agree()
    pages = pages_of(sign_in(outsider(scene, who)), scene)
    assert len(pages) > 10
    text = " ".join(pages.values())
    assert [word for word in scene.theirs.secrets if word in text] == []
    is_member = who in ("our_parent", "our_teacher")
    assert ("晨曦" in text) == (consents and is_member)
    assert str(scene.theirs.student.public_id) not in text


def test_the_own_school_finds_enters_and_sees_its_set(scene, sign_in, django_assert_num_queries):
    client = sign_in(scene.ours.member.principal)
    found = client.get(reverse("alliances:triple_add"), {"q": "欧阳"})
    assert list(found.context["found"]) == [scene.ours.student]
    assert client.get(reverse("alliances:triple_add"), {"pupil": "-" * 36}).status_code == 200
    services.close(triple=scene.ours.triple, by=scene.ours.member.principal)
    url = f"{reverse('alliances:triple_add')}?pupil={scene.ours.student.public_id}"
    form = client.get(url).context["form"]
    assert [guardian.name for guardian in form.fields["guardian"].queryset] == ["欧阳建国"]
    given = {"alliance": scene.allied.alliance.pk, "guardian": scene.ours.guardian.pk, "teacher": scene.ours.teacher.pk}
    client.post(url, given | {"wishes": ["sports", "letters"]})
    triple = Triple.objects.open().get(school=scene.ours.member.school)
    assert (triple.number, triple.wishes, triple.consent) == (2, ["sports", "letters"], "asked")
    assert "欧阳晓雨" in client.get(reverse("alliances:triple_list")).content.decode()
    with django_assert_num_queries(8):
        client.get(reverse("alliances:triple_list"))


def test_the_office_matches_on_its_page_by_numbers(scene, sign_in):
    client = sign_in(scene.allied.core.principal)
    url = reverse("alliances:alliance_triples", args=[scene.allied.alliance.public_id])
    page = client.get(url).content.decode()
    assert f"{scene.theirs.member.school.name} · set 1 · grade 3 · reading" in page
    client.post(url, {"one": scene.ours.triple.public_id, "other": scene.theirs.triple.public_id})
    made = TripleMatch.objects.get()
    client.post(reverse("alliances:triplematch_end", args=[made.public_id]))
    made.refresh_from_db()
    assert made.ended_at


def test_a_no_holds_however_often_it_is_said_and_also_of_a_closed_set(scene, client):
    scene.match()
    scene.agree()
    ours, theirs = scene.ours, scene.theirs
    address = reverse("alliances:triple_answer", args=[ours.triple.public_id])
    client.force_login(ours.parent)
    for _ in range(2):
        page = client.post(address, {"answer": "no"}, follow=True)
        assert [each.level_tag for each in page.context["messages"]] == ["success"]
    ours.triple.refresh_from_db()
    assert ours.triple.consent == "withdrawn"
    with pytest.raises(Refused, match="closed"):
        services.answer(triple=ours.triple, agrees=True, by=ours.parent)
    services.close(triple=theirs.triple, by=theirs.member.clerk)
    assert [each.pk for each, _partner in selectors.own_sets(theirs.parent)] == [theirs.triple.pk]
    assert selectors.own_sets(theirs.teacher) == []
    theirs.triple.refresh_from_db()
    closed_at = theirs.triple.closed_at
    services.answer(triple=theirs.triple, agrees=False, by=theirs.parent)
    theirs.triple.refresh_from_db()
    assert (theirs.triple.consent, theirs.triple.closed_at) == ("withdrawn", closed_at)
    assert selectors.own_sets(theirs.parent) == []


def test_the_clerk_enters_a_set_and_notes_the_consent_on_paper(scene, client):
    ours = scene.ours
    services.close(triple=ours.triple, by=ours.member.principal)
    client.force_login(ours.member.clerk)
    find = reverse("alliances:triple_add")
    assert [each.pk for each in client.get(find, {"q": ours.student.name}).context["found"]] == [ours.student.pk]
    typed = {"alliance": scene.allied.alliance.pk, "guardian": ours.guardian.pk, "teacher": ours.teacher.pk}
    answer = client.post(f"{find}?pupil={ours.student.public_id}", typed | {"wishes": ["sports"]})
    assert answer.status_code == 302, answer.context["form"].errors
    again = Triple.objects.open().get(student=ours.student)
    assert (again.number, again.entered_by, again.consent) == (2, ours.member.clerk, "asked")
    client.post(reverse("alliances:triple_paper", args=[again.public_id]))
    again.refresh_from_db()
    assert (again.consent, again.is_on_paper) == ("given", True)
    services.answer(triple=again, agrees=False, by=ours.parent)
    again.refresh_from_db()
    assert again.consent == "withdrawn"
