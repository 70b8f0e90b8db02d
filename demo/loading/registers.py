"""Pupils come in through the importer, each school's from a workbook of another kind."""

from datetime import date

import pghistory

from accounts.models import User
from demo.faults import with_faults
from demo.places import SCHOOLS, SchoolPlan
from demo.population import population
from demo.registers.city import city_sheets
from demo.registers.class_lists import class_list_sheets
from demo.registers.delimited import delimited_sheet
from demo.registers.errors import DOUBTFUL, LEFT_OUT, MENDED
from demo.registers.messy import messy_sheet
from demo.registers.national import national_sheets
from demo.registers.texts import to_csv
from demo.registers.workbooks import to_xls, to_xlsx
from demo.staff import staff
from jobs.runs import Unwatched
from registry.imports import applying, pipeline, services
from registry.models import RegisterImport
from schools.models import School


def workbook_of(plan: SchoolPlan, year: int) -> tuple[str, bytes]:
    """Give file name and bytes of a school's register."""
    pupils = with_faults(population(year)[plan.code])
    if plan.layout == "national":
        return "学生信息模板.xlsx", to_xlsx(national_sheets(pupils, year))
    if plan.layout == "city":
        return "市学生基础信息采集表.xlsx", to_xlsx(city_sheets(pupils, plan.name, year))
    if plan.layout == "class_lists":
        leaders = {member.leads: member.name for member in staff(plan) if member.leads}
        return "各班花名册.xls", to_xls(class_list_sheets(pupils, plan.name, year, leaders))
    return "学籍导出.csv", to_csv(delimited_sheet(pupils, year))


def load_register(plan: SchoolPlan, school: School, year: int, *, by: User) -> RegisterImport:
    """Import a school's register and write its good rows."""
    register_import = _read(school, *workbook_of(plan, year), date(year, 9, 1), by)
    with pghistory.context(user=by.pk, register_import=str(register_import.public_id)):
        applying.apply(register_import, good_rows=True, run=Unwatched())
    services.record_import(register_import)
    return register_import


def leave_one_waiting(school: School, year: int, *, by: User) -> RegisterImport:
    """Upload and read a list of pupils who come over from the next village's school, full of errors."""
    rows = (*MENDED, *LEFT_OUT, *DOUBTFUL)
    data = to_xlsx([messy_sheet(rows, year, school=SCHOOLS[1].code, grades=(2, 3, 4))])
    return _read(school, "待核对的转入学生.xlsx", data, date(year, 9, 1), by)


def _read(school, name, data, effective_on, by) -> RegisterImport:
    register_import = services.upload(school=school, data=data, file_name=name, effective_on=effective_on, by=by)
    pipeline.read(register_import, Unwatched())
    return register_import
