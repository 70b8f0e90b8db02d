"""Loading the demo district into an empty portal, through the services that people use."""

from django.db import connection, transaction

from accounts.models import User
from demo.loading.accounts import DemoAccounts
from demo.loading.alliances import ally_schools
from demo.loading.documents import adopt_documents
from demo.loading.events import let_posts_begin, let_time_pass, open_parent
from demo.loading.patrols import walk_patrols
from demo.loading.places import create_schools
from demo.loading.registers import leave_one_waiting, load_register
from demo.loading.teachers import employ_admin, load_teachers
from demo.loading.teaching import inspect_teaching
from demo.loading.timetables import fill_timetable
from demo.loading.villages import form_communities
from demo.places import DISTRICT, SCHOOLS
from schools.models import District, School


class NotEmpty(Exception):
    """The portal holds schools or accounts of its own."""


class AlreadyLoaded(Exception):
    """The demo district is there."""


def load(year: int) -> DemoAccounts:
    """Load the district as it is in a school year; give the accounts to try. Raises AlreadyLoaded and NotEmpty."""
    if District.objects.filter(code=DISTRICT[1]).exists():
        raise AlreadyLoaded
    if School.objects.exists() or User.objects.exists():
        raise NotEmpty
    with transaction.atomic():
        accounts = DemoAccounts()
        accounts.open_platform()
        schools = create_schools(year)
        admins = [_load_people(plan, schools[plan.code], year, accounts) for plan in SCHOOLS]
        let_posts_begin(year)
        for plan in SCHOOLS:
            fill_timetable(schools[plan.code], year)
        _let_planner_look()
        _let_people_work(schools[SCHOOLS[0].code], year, admins[0], accounts)
        ally_schools(schools, accounts)
    _let_planner_look()
    return accounts


def _let_planner_look() -> None:
    """Tell the planner of tables that were empty a moment ago: what it believes of them makes plans slow."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _load_people(plan, school, year, accounts):
    admin = employ_admin(plan, school, accounts)
    load_teachers(plan, school, year, by=admin, accounts=accounts)
    load_register(plan, school, year, by=admin)
    return admin


def _let_people_work(school, year, admin, accounts):
    let_time_pass(school, year, by=admin)
    open_parent(school, by=admin, accounts=accounts)
    leave_one_waiting(school, year, by=admin)
    principal = User.objects.get(username=f"{school.code}-principal")
    form_communities(school, by=admin, principal=principal, accounts=accounts)
    adopt_documents(school, year, principal=principal)
    walk_patrols(school, year)
    inspect_teaching(school, year)
