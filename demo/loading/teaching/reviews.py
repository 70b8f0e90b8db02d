"""The six-earnests evaluations of last term: every teacher has one, some have answered (C4.3b)."""

from demo.loading.teaching.cast import Cast, at
from schools.models import Term
from sheets.rules import Kind, Sheet
from sheets.services import sheets_of
from teaching_checks.selectors.staff import teachers_inspected
from teaching_checks.services import reviews

WORDS = (
    "备课认真，课堂有激情；批改及时，希望多留辅导记录。",
    "课堂扎实，作业批语具体；单元检测的分析可再细一些。",
    "关心学困生，家校联系多；实验课的准备要更充分。",
)
ANSWER = "谢谢肯定，本学期会补好辅导记录。"


def review_last_term(cast: Cast) -> None:
    """Let vice-principal and director write about everybody on the last day, and each other's."""
    last = Term.objects.filter(school=cast.school, ends_on__lt=cast.term.starts_on).order_by("-starts_on").first()
    if last is None:
        return
    sheet, chance = sheets_of(school=cast.school, purpose="six_earnests")[0], cast.chance("reviews")
    authors = [cast.user("vice"), cast.user("director")]
    for place, teacher in enumerate(teachers_inspected(cast.school, last.ends_on).order_by("pk")):
        by = next(each for each in (*authors[place % 2 :], *authors) if each.pk != teacher.user_id)
        values = _values(sheet.sheet, chance, WORDS[place % len(WORDS)])
        review = reviews.write(
            term=last, teacher=teacher, sheet=sheet, values=values, is_final=True, by=by, now=at(last.ends_on, 15)
        )
        if teacher == cast.tried[1]:
            reviews.answer(review=review, word=ANSWER, by=teacher.user, now=at(last.ends_on, 18))
    cast.put_away(last.ends_on)


def _values(sheet: Sheet, chance, words: str) -> dict[str, str]:
    good = [line.code for line in sheet.grades[:3]]
    return {item.code: chance.choices(good, (5, 4, 1))[0] if item.kind is Kind.GRADE else words for item in sheet.items}
