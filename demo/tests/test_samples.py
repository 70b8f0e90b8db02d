"""The sample registers: each imports into its school of the district with exactly what it is meant to show."""

from collections import Counter
from datetime import date

import pytest

from demo.loading.places import create_schools
from demo.registers.samples import YEAR, Sample, samples
from jobs.runs import Unwatched
from registry.imports import applying, pipeline, services
from registry.imports.problems import KINDS
from registry.models import Enrolment, Guardian, RegisterImport, SchoolClass, StagedStudent, Student

SAMPLES = {sample.name: sample for sample in samples()}
LAYOUTS = [name for name, sample in SAMPLES.items() if not sample.rows]
ERRORS = [name for name, sample in SAMPLES.items() if sample.rows]
PUPILS = {
    "national-template.xlsx": 36,
    "city-template.xlsx": 34,
    "class-lists.xls": 44,
    "class-lists.ods": 35,
    "export-gb18030.csv": 38,
    "export-unicode.txt": 38,
    "html-table.xls": 38,
    "tab-text.xls": 34,
}


@pytest.fixture
def schools(db):
    return create_schools(YEAR)


def read(sample: Sample, schools) -> RegisterImport:
    register_import = services.upload(
        school=schools[sample.school.code],
        data=sample.make(sample.pupils),
        file_name=sample.name,
        effective_on=date(YEAR, 9, 1),
        by=None,
    )
    pipeline.read(register_import, Unwatched())
    return register_import


def codes_by_row(register_import) -> dict[int, list[str]]:
    rows = StagedStudent.objects.filter(register_import=register_import)
    return {row.row: sorted(problem["code"] for problem in row.problems) for row in rows}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_pupil_of_a_layout_is_found(name, schools):
    report = read(SAMPLES[name], schools).report
    assert (report["rows"], report["created"], report["skipped"]) == (PUPILS[name], PUPILS[name], 0)
    assert (report["classes_created"], report["villages_created"]) == (0, 0)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_gives_exactly_the_pupils_that_were_written_down(name, schools):
    applying.apply(read(SAMPLES[name], schools), run=Unwatched())
    expected = {(p.name, {"男": "M", "女": "F"}[p.sex], p.born_on, p.village, p.number) for p in SAMPLES[name].pupils}
    enrolments = Enrolment.objects.select_related("student__village", "school_class")
    found = {
        (e.student.name, e.student.sex, e.student.born_on, e.student.village.name, e.school_class.number)
        for e in enrolments
    }
    assert found == expected


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_gives_every_adult_once(name, schools):
    applying.apply(read(SAMPLES[name], schools), run=Unwatched())
    expected = {(adult.name, adult.phone) for pupil in SAMPLES[name].pupils for adult in pupil.family}
    assert sorted(Guardian.objects.values_list("name", "phone")) == sorted(expected)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_raises_no_doubt_but_single_parents(name, schools):
    report = read(SAMPLES[name], schools).report
    asks_for_two = name in ("national-template.xlsx", "export-gb18030.csv", "export-unicode.txt", "html-table.xls")
    asks_for_two |= name == "tab-text.xls"
    single = sum(len(pupil.family) < 2 for pupil in SAMPLES[name].pupils)
    assert report["codes"] == ({"family-short": single} if asks_for_two and single else {})


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_file_again_changes_nothing(name, schools):
    applying.apply(read(SAMPLES[name], schools), run=Unwatched())
    report = read(SAMPLES[name], schools).report
    assert (report["unchanged"], report["created"], report["updated"]) == (len(SAMPLES[name].pupils), 0, 0)


@pytest.mark.parametrize("name", ERRORS)
def test_the_importer_says_of_each_error_what_the_page_promises(name, schools):
    rows = SAMPLES[name].rows
    expected = {number: sorted(row.codes) for number, row in enumerate(rows, 2)}
    assert codes_by_row(read(SAMPLES[name], schools)) == expected


@pytest.mark.parametrize("name", ERRORS)
def test_only_rows_with_an_error_that_rejects_stay_out(name, schools):
    register_import = read(SAMPLES[name], schools)
    applying.apply(register_import, good_rows=True, run=Unwatched())
    good = [row for row in SAMPLES[name].rows if not any(KINDS[code].level == "reject" for code in row.codes)]
    assert Student.objects.count() == len(good)


def test_the_samples_show_every_error_that_one_file_can_show():
    shown = {code for name in ERRORS for row in SAMPLES[name].rows for code in row.codes}
    needs_a_register = {
        "pupil-question",
        "pupil-twice",
        "pupil-numbers-disagree",
        "enrolment-later",
        "enrolled-elsewhere",
    }
    needs_eleven_classes = {"class-ambiguous"}
    assert set(KINDS) - shown <= needs_a_register | needs_eleven_classes


def test_siblings_share_their_parents(schools):
    """The class lists hold brothers and sisters, so there are fewer adults than entries."""
    sample = SAMPLES["class-lists.xls"]
    report = read(sample, schools).report
    entries = sum(len(pupil.family) for pupil in sample.pupils)
    adults = len({(adult.name, adult.phone) for pupil in sample.pupils for adult in pupil.family})
    assert adults < entries
    assert (report["guardians_created"], report["guardians_merged"]) == (adults, entries - adults)


def test_the_village_sites_have_classes_of_their_own(schools):
    applying.apply(read(SAMPLES["class-lists.xls"], schools), run=Unwatched())
    sizes = Counter(Enrolment.objects.values_list("school_class__campus__name", flat=True))
    assert sizes == {"石榴沟本部": 24, "萤火教学点": 11, "月牙湾教学点": 9}
    assert SchoolClass.objects.filter(campus=None).count() == 0
