"""A workbook of any kind as the lessons that a school wants, and everything that must be mended or asked first."""

from collections.abc import Mapping

from registry.imports.reading import read_workbook
from registry.models import SchoolClass, Teacher
from registry.models.timetable import LAST_PERIOD
from registry.timetables.cells import read_cell
from registry.timetables.found import Problem, Question, Reading, Spot, Wanted
from registry.timetables.grids import read_grids
from registry.timetables.lists import read_list
from registry.timetables.names import Names
from registry.timetables.times import read_periods, read_weekday, read_weeks

ROOM_LENGTH = 30


def read_timetable(data: bytes, names: Names, answers: Mapping[str, int]) -> Reading:
    """Read every visible sheet. answers: key of a Question → id of the teacher. Raises Unreadable."""
    return _Reader(names, answers).read(read_workbook(data))


class _Reader:
    def __init__(self, names, answers):
        self.names, self.answers, self.reading = names, answers, Reading()

    def read(self, workbook) -> Reading:
        sheets = [sheet for sheet in workbook.sheets if not sheet.hidden and any(map(any, sheet.rows))]
        read = [self._read_sheet(sheet) for sheet in sheets]
        if not any(read) and not self.reading.problems:
            for sheet in sheets or workbook.sheets[:1]:
                self._problem(Spot(sheet.name, 1, 0), sheet.name, "no-timetable")
        seen = {wanted.key: wanted for wanted in reversed(self.reading.wanted)}
        self.reading.wanted = list(reversed(seen.values()))
        return self.reading

    def _read_sheet(self, sheet) -> bool:
        """Tell whether the sheet holds a timetable; a sheet of notes beside others may hold none."""
        listed = read_list(sheet)
        if listed is not None:
            for row in listed:
                self._read_row(row)
            return bool(listed)
        raws = read_grids(sheet, self.names.owner_of, self.reading)
        for raw in raws:
            self._read_raw(raw)
        return bool(raws)

    def _read_raw(self, raw):
        owner = self._one_owner(raw)
        if owner is None:
            return
        if not 1 <= raw.period <= LAST_PERIOD:
            self._problem(raw.spot, str(raw.period), "period-wrong")
            return
        of_teacher = isinstance(owner, Teacher)
        (self.reading.teachers if of_teacher else self.reading.classes).add(owner.pk)
        for said in read_cell(raw.text, self.names, of_teacher=of_teacher):
            lesson = self._of_teacher(raw.spot, said, owner) if of_teacher else self._of_class(raw.spot, said, owner)
            if lesson:
                school_class, subject, teacher = lesson
                self._want(raw.spot, raw.weekday, raw.period, said.weeks, school_class, subject, teacher, said.room)

    def _one_owner(self, raw):
        if not isinstance(raw.owner, list):
            return raw.owner
        return self._choose(raw.owner[0].name, "", raw.owner)

    def _of_class(self, spot, said, school_class):
        if said.rest or said.second_teacher:
            code = "two-teachers" if said.second_teacher else "not-understood"
            self._problem(spot, said.second_teacher or said.rest, code)
            return None
        if not said.subject:
            self._problem(spot, said.teacher or said.room, "subject-missing")
            return None
        subject = self._subject(spot, said.subject)
        if subject is None:
            return None
        known, teacher = self._teacher(spot, said.teacher, school_class, subject)
        return (school_class, subject, teacher) if known else None

    def _of_teacher(self, spot, said, teacher):
        if said.rest:
            self._problem(spot, said.rest, "not-understood")
            return None
        school_class = self.names.class_of(said.school_class) if said.school_class else None
        if school_class is None:
            code = "class-unknown" if said.school_class else "class-missing"
            self._problem(spot, said.school_class or said.subject, code)
            return None
        subject = self._subject(spot, said.subject) if said.subject else self._usual_subject(teacher, school_class)
        if subject is None and not said.subject:
            self._problem(spot, said.school_class, "subject-missing")
        return (school_class, subject, teacher) if subject else None

    def _usual_subject(self, teacher, school_class):
        """Give the one subject that the teacher has in the class, or else the only one at all."""
        taught = self.names.teaches[teacher.pk]
        for found in ({s for c, s in taught if c == school_class.pk}, {s for _c, s in taught}):
            if len(found) == 1:
                return self.names.subjects[found.pop()]
        return None

    def _read_row(self, row):
        before = len(self.reading.problems)
        school_class = self._listed(row, "class", self.names.class_of, "class-unknown")
        weekday = self._listed(row, "weekday", lambda text: read_weekday(text, bare=True), "weekday-wrong")
        periods = self._listed(row, "period", read_periods, "period-wrong") or []
        weeks = read_weeks(row.texts.get("weeks", ""))
        subject = self._subject(row.spot("subject"), row.texts["subject"])
        if weeks is None:
            self._problem(row.spot("weeks"), row.texts["weeks"], "weeks-wrong")
        if any(not 1 <= period <= LAST_PERIOD for period in periods):
            self._problem(row.spot("period"), row.texts["period"], "period-wrong")
        if school_class and subject:
            self.reading.classes.add(school_class.pk)
            known, teacher = self._teacher(row.spot("teacher"), row.texts.get("teacher", ""), school_class, subject)
            if known and len(self.reading.problems) == before:
                for period in periods:
                    room = row.texts.get("room", "")
                    self._want(row.spot("class"), weekday, period, weeks, school_class, subject, teacher, room)

    def _listed(self, row, column, read, code):
        value = read(row.texts[column])
        if not value:
            self._problem(row.spot(column), row.texts[column], code)
        return value

    def _subject(self, spot, text):
        subject = self.names.subject_of(text)
        if subject is None:
            self._problem(spot, text, "subject-unknown" if text else "subject-missing")
        return subject

    def _teacher(self, spot, text, school_class, subject):
        """Give (whether it is known, the teacher); without a name the one who teaches the subject there now."""
        if not text:
            taught = self.names.taught[school_class.pk, subject.pk]
            return True, taught[0] if len(taught) == 1 else None
        found = self.names.teachers_of(text)
        if not found:
            self._problem(spot, text, "teacher-unknown")
            return False, None
        teacher = found[0] if len(found) == 1 else self._among(text, found, school_class, subject)
        return teacher is not None, teacher

    def _among(self, text, found, school_class, subject):
        """Of several with one name: who teaches this now, or the only one with the subject, or the answer."""
        taught = [each for each in found if each in self.names.taught[school_class.pk, subject.pk]]
        with_subject = [each for each in found if subject.pk in {s for _c, s in self.names.teaches[each.pk]}]
        for narrowed in (taught, with_subject):
            if len(narrowed) == 1:
                return narrowed[0]
        return self._choose(text, subject.name, found)

    def _choose(self, name, subject, found):
        question = Question(name, subject, tuple(found))
        answer = next((each for each in found if each.pk == self.answers.get(question.key)), None)
        self.reading.questions[question.key] = question
        return answer

    def _want(self, spot, weekday, period, weeks, school_class: SchoolClass, subject, teacher, room):
        room = room[:ROOM_LENGTH]
        self.reading.wanted.append(Wanted(spot, weekday, period, weeks, school_class, subject, teacher, room))

    def _problem(self, spot, value, code):
        self.reading.problems.append(Problem(spot, value[:60], code))
