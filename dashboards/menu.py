"""The menu: one table of areas and entries, and which of them a person sees."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.permissions import Permission as P


@dataclass(frozen=True)
class Entry:
    """One line of the menu; seen by whoever holds one of the permissions, or by all when there are none.

    `anywhere` asks for the permission in any school, as the page does: families have children at two.
    """

    label: str
    icon: str
    url_name: str
    permissions: tuple[P, ...] = ()
    anywhere: bool = False


MENU: list[tuple[str, list[Entry]]] = [
    (
        "",
        [
            Entry(_("Home"), "home", "dashboards:home"),
            Entry(_("Inbox"), "inbox", "notices:inbox"),
            Entry(_("My duties"), "calendar-heart", "communities:duty_list", (P.FAMILY,), anywhere=True),
            Entry(_("Leave"), "beach", "communities:leave_list", (P.FAMILY,), anywhere=True),
        ],
    ),
    (
        _("My family"),
        [
            Entry(_("My children"), "mood-kid", "families:child_list", (P.FAMILY,), anywhere=True),
            Entry(_("Home for the group"), "home-heart", "communities:home_list", (P.FAMILY,), anywhere=True),
        ],
    ),
    (
        pgettext_lazy("area of the menu", "Rules"),
        [
            Entry(
                pgettext_lazy("owed by documents", "My duties"),
                "checklist",
                "rulebook:obligation_mine",
                (P.RULEBOOK_VIEW,),
                anywhere=True,
            ),
            Entry(_("Compliance board"), "layout-board", "rulebook:board", (P.COMPLIANCE_VIEW,)),
            Entry(_("Library"), "books", "rulebook:document_list", (P.RULEBOOK_VIEW,)),
            Entry(_("People and posts"), "user-check", "rulebook:holder_list", (P.RULEBOOK_ADOPT, P.SCHOOL_SETUP)),
        ],
    ),
    (
        _("Teaching"),
        [
            Entry(_("My file"), "folder", "dashboards:teacher_file_mine", (P.CHECK_VIEW,)),
            Entry(_("Teaching at a glance"), "chart-histogram", "dashboards:teaching", (P.CHECK_MANAGE,)),
            Entry(
                _("What to inspect now"),
                "list-check",
                "teaching_checks:inspection_due",
                (P.CHECK_MANAGE, P.CHECK_GROUP),
            ),
            Entry(_("Inspection rounds"), "clipboard-check", "teaching_checks:round_list", (P.CHECK_VIEW,)),
            Entry(_("My inspection results"), "clipboard-text", "teaching_checks:result_list", (P.RECORD_OWN,)),
            Entry(_("My hand-ins"), "upload", "teaching_checks:handin_mine", (P.RECORD_OWN,)),
            Entry(_("Plans of my group"), "checks", "teaching_checks:handin_queue", (P.CHECK_GROUP,)),
            Entry(_("My marking"), "pencil-check", "teaching_checks:marking_mine", (P.RECORD_OWN,)),
            Entry(_("My experiments"), "flask", "teaching_checks:experiment_mine", (P.RECORD_OWN,)),
            Entry(_("My tutoring"), "notes", "teaching_checks:tutoring_mine", (P.RECORD_OWN,)),
            Entry(_("How pupils study"), "bulb", "teaching_checks:insight_mine", (P.RECORD_OWN,)),
            Entry(_("Hand-ins"), "file-check", "teaching_checks:handincall_list", (P.CHECK_MANAGE,)),
            Entry(_("Corrections"), "tool", "teaching_checks:correction_list", (P.CHECK_VIEW,)),
            Entry(_("Score sheets"), "clipboard-list", "sheets:sheet_list", (P.CHECK_VIEW, P.OBSERVE)),
            Entry(_("Observation quota"), "progress-check", "observations:quota_board", (P.OBSERVE,)),
            Entry(_("My lessons, observed"), "eye-check", "observations:observed_mine", (P.OBSERVATION_VIEW,)),
            Entry(_("Observed lessons"), "eye", "observations:observed_list", (P.OBSERVATION_VIEW,)),
            Entry(_("Who observed whom"), "grid-dots", "observations:observation_map", (P.CHECK_MANAGE,)),
            Entry(_("My deductions"), "receipt", "deductions:entry_mine", (P.DEDUCTION_VIEW,)),
            Entry(_("Deductions"), "scale", "deductions:entry_list", (P.DEDUCTION_REPORT, P.DEDUCTION_VERIFY)),
            Entry(_("Price list"), "list-details", "deductions:price_show", (P.DEDUCTION_VIEW,)),
            Entry(_("Patrol now"), "walk", "patrols:patrol_walk", (P.PATROL_WALK,)),
            Entry(_("Daily patrol"), "clipboard-list", "patrols:patrol_list", (P.PATROL_VIEW,)),
            Entry(
                _("Lesson changes"),
                "arrows-exchange",
                "patrols:change_list",
                (P.LESSON_CHANGE_ASK, P.LESSON_CHANGE_DECIDE),
            ),
            Entry(_("My observations"), "eye", "observations:observation_list", (P.OBSERVE,)),
            Entry(_("Markings"), "pencil", "teaching_checks:marking_list", (P.CHECK_MANAGE, P.CHECK_GROUP)),
            Entry(
                _("Experiments"),
                "microscope",
                "teaching_checks:experiment_list",
                (P.CHECK_MANAGE, P.CHECK_GROUP),
            ),
            Entry(
                pgettext_lazy("records of teachers", "Tutoring"),
                "clipboard-list",
                "teaching_checks:tutoring_list",
                (P.CHECK_MANAGE,),
            ),
            Entry(_("Prepared ahead"), "calendar-check", "teaching_checks:planexception_list", (P.CHECK_MANAGE,)),
            Entry(_("Homework roster"), "calendar-check", "teaching_checks:roster_show", (P.CHECK_VIEW,)),
            Entry(
                pgettext_lazy("of lesson plans and homework", "Contests"),
                "award",
                "teaching_checks:contest_list",
                (P.CHECK_VIEW,),
            ),
            Entry(_("Six-earnests evaluations"), "clipboard-check", "teaching_checks:review_list", (P.CHECK_MANAGE,)),
            Entry(_("My six-earnests evaluations"), "clipboard-text", "teaching_checks:review_mine", (P.CHECK_VIEW,)),
            Entry(_("Leaders in groups"), "users-plus", "teaching_checks:leader_list", (P.CHECK_MANAGE,)),
            Entry(_("Reports to meetings"), "presentation", "teaching_checks:reportgiven_list", (P.CHECK_MANAGE,)),
        ],
    ),
    (
        _("Registers"),
        [
            Entry(_("Pupils"), "school", "registry:student_list", (P.STUDENT_VIEW,)),
            Entry(_("Families"), "users", "registry:guardian_list", (P.GUARDIAN_VIEW,)),
            Entry(_("Classes"), "chalkboard", "registry:class_list", (P.CLASS_VIEW,)),
            Entry(_("Teachers"), "id-badge-2", "registry:teacher_list", (P.TEACHER_VIEW,)),
            Entry(_("Timetable"), "calendar-week", "registry:timetable_day", (P.TIMETABLE_VIEW,)),
            Entry(_("My timetable"), "calendar-user", "registry:timetable_mine", (P.TIMETABLE_VIEW,)),
            Entry(_("Imports"), "file-import", "registry:import_list", (P.REGISTER_IMPORT,)),
        ],
    ),
    (
        _("Communities"),
        [
            Entry(
                _("Invitations"),
                "mail-heart",
                "communities:invitation_list",
                (P.FAMILY, P.COMMUNITY_ADVISE),
                anywhere=True,
            ),
            Entry(_("Communities"), "users-group", "communities:community_list", (P.COMMUNITY_VIEW,)),
            Entry(_("Societies"), "building-community", "communities:society_list", (P.COMMUNITY_VIEW,)),
            Entry(_("Duty rotas"), "calendar-event", "communities:rota_overview", (P.COMMUNITY_VIEW,), anywhere=True),
            Entry(
                _("Calendar for my phone"),
                "calendar-share",
                "communities:feed_show",
                (P.FAMILY, P.ALLIANCE_VIEW),
                anywhere=True,
            ),
        ],
    ),
    (
        _("Alliances"),
        [
            Entry(_("Alliances"), "affiliate", "alliances:alliance_list", (P.ALLIANCE_VIEW,)),
            Entry(_("Alliances of the district"), "map", "alliances:district_list", (P.DISTRICT_VIEW,), anywhere=True),
        ],
    ),
    (
        pgettext_lazy("area of the menu", "Growth"),
        [
            Entry(_("Pairs"), "users-plus", "growth:pair_list", (P.GROWTH_VIEW,)),
            Entry(_("Resources"), "folders", "growth:resource_list", (P.GROWTH_VIEW,)),
            Entry(
                _("Mutual aid"),
                "heart-handshake",
                "alliances:triple_mine",
                (P.ALLIANCE_VIEW, P.CLASS_VIEW, P.FAMILY),
                anywhere=True,
            ),
        ],
    ),
    (
        _("Reports"),
        [
            Entry(_("Reports"), "report", "reports:report_list", (P.REPORT_VIEW,)),
            Entry(_("Scheduled reports"), "calendar-time", "reports:schedule_list", (P.REPORT_MAKE,)),
            Entry(_("Word templates"), "template", "reports:template_list", (P.REPORT_MAKE,)),
        ],
    ),
    (
        _("School"),
        [
            Entry(_("Set-up"), "settings", "registry:setup", (P.SCHOOL_SETUP,)),
            Entry(_("Calendar"), "calendar", "schools:calendar", (P.SCHOOL_SETUP,)),
            Entry(_("Villages"), "map-pin", "schools:village_list", (P.SCHOOL_SETUP,)),
            Entry(_("Message channels"), "send", "notices:channel_list", (P.CHANNEL_MANAGE,)),
            Entry(_("Delivery log"), "mail-check", "notices:delivery_list", (P.CHANNEL_MANAGE,)),
        ],
    ),
    (
        _("Administration"),
        [
            Entry(_("Schools"), "building", "schools:school_list", (P.SCHOOL_CREATE,)),
            Entry(_("Accounts"), "user-cog", "accounts:account_list", (P.ACCOUNT_MANAGE, P.SCHOOL_ACCOUNTS)),
            Entry(_("Family accounts"), "qrcode", "families:slip_list", (P.FAMILY_ACCOUNTS,)),
            Entry(_("Access log"), "shield-search", "accounts:access_log", (P.AUDIT_VIEW,)),
            Entry(_("My jobs"), "progress", "jobs:job_list", (P.REGISTER_IMPORT,)),
            Entry(_("Jobs in trouble"), "progress-alert", "jobs:job_trouble", (P.JOB_MANAGE,)),
        ],
    ),
]


@dataclass
class Link:
    """An entry with its address, ready to print."""

    label: str
    icon: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Area:
    """A heading of the menu and the links below it."""

    label: str
    links: list[Link]


def menu_for(user, *, school, path: str) -> list[Area]:
    """Give the areas that the user sees in this school, with the link to the present page marked."""
    areas = [
        Area(label, [Link(e.label, e.icon, _address(e.url_name)) for e in entries if _is_open(e, user, school)])
        for label, entries in MENU
    ]
    links = [link for area in areas for link in area.links]
    under = [link for link in links if path == link.url or (link.url != "/" and path.startswith(link.url))]
    if under:
        max(under, key=lambda link: len(link.url)).is_current = True
    return [area for area in areas if area.links]


@cache
def _address(url_name: str) -> str:
    """Give the address of an entry, which is looked up once: every page prints some sixty of them."""
    return reverse(url_name)


def _is_open(entry: Entry, user, school) -> bool:
    where = None if entry.anywhere else school
    return not entry.permissions or any(user.has_permission(p, school=where) for p in entry.permissions)
