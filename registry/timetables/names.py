"""The words of a timetable against the school's own classes, teachers, subjects and rooms."""

import re
from collections import defaultdict
from datetime import date

from registry.class_name_reading import read_class_name
from registry.class_names import NoSuchClass, find_class
from registry.models import Room, SchoolClass, Subject, Teacher
from registry.staff_lists.school import Staff
from registry.timetables.times import plain, squeezed
from schools.models import School

# What timetables write in short → how a subject may begin.
SHORT = {
    "语": "语文", "数": "数学", "英": "英语", "外语": "英语", "体": "体育", "音": "音乐", "美": "美术", "科": "科学",
    "道法": "道德与法治", "品德": "道德与法治", "思品": "道德与法治", "政治": "道德与法治", "道": "道德与法治",
    "信": "信息", "微机": "信息", "电脑": "信息", "劳": "劳动", "综": "综合", "物": "物理", "化": "化学", "生": "生物",
    "史": "历史", "地": "地理", "心": "心理", "写字": "书法",
}  # fmt: skip
_ROOM = re.compile(r".{0,12}(?:室|馆|操场|机房|礼堂|车间)|\d{3,4}")
_NOISE = re.compile(r"(?:课程表|课表|功课表|老师|教师|姓名|班级|任课|[:])")
_WITH_NUMBER = re.compile(r"(.*?[^\d(#A-Za-z])[(#]?([A-Za-z]*\d{2,})\)?")


class Names:
    """The school's names, loaded once in a constant number of statements."""

    def __init__(self, school: School, on: date):
        self.staff = Staff(school, on)
        self.rooms = {room.name: room for room in Room.objects.filter(school=school)}
        self.by_name = defaultdict(list)
        self.taught = defaultdict(list)  # (class, subject) → teachers
        self.teaches = defaultdict(set)  # teacher → (class, subject)
        self.subjects = {subject.pk: subject for subject in self.staff.subjects.values()}
        for teacher in self.staff.teachers:
            self.by_name[plain(teacher.name)].append(teacher)
            for lesson in teacher.lessons:
                self.taught[lesson.school_class_id, lesson.subject_id].append(teacher)
                self.teaches[teacher.pk].add((lesson.school_class_id, lesson.subject_id))

    def class_of(self, text: str) -> SchoolClass | None:
        """Give the class that a text names, also inside a title; a grade alone names none."""
        reads = self.staff.reads
        if text in reads.labels:
            return reads.labels[text]
        name = read_class_name(text)
        if name is None or name.number is None:
            return None
        try:
            return reads.classes.get(find_class(name, reads.stages, reads.school_year))
        except NoSuchClass:
            return None

    def subject_of(self, text: str) -> Subject | None:
        """Give the subject: its name, a usual short form, or the only one that begins so."""
        subjects = self.staff.subjects
        if text in subjects:
            return subjects[text]
        beginnings = [SHORT[text]] if text in SHORT else [text] if len(text) > 1 else []
        found = [each for name, each in subjects.items() for begin in beginnings if name.startswith(begin)]
        return found[0] if len(found) == 1 else None

    def teachers_of(self, text: str) -> list[Teacher]:
        """Give the teachers of this name; a staff number behind it leaves one: 王芳0012."""
        found = self.by_name.get(text, [])
        match = None if found else _WITH_NUMBER.fullmatch(text)
        if match:
            return [each for each in self.by_name.get(match[1], []) if each.staff_number == match[2]]
        return found

    def is_room(self, text: str) -> bool:
        return text in self.rooms or bool(_ROOM.fullmatch(text))

    def owner_of(self, text) -> SchoolClass | Teacher | list[Teacher] | None:
        """Give the class or the teacher that a title means; a list where several have the name."""
        words = [word for word in re.split(r"\s+", _NOISE.sub(" ", plain(text))) if word]
        for word in (squeezed(text), *words):
            teachers = self.teachers_of(word)
            if teachers:
                return teachers[0] if len(teachers) == 1 else teachers
        for word in (squeezed(text), *words):
            if school_class := self.class_of(word):
                return school_class
        return None
