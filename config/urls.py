"""Every address of the portal; each app lists its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("dashboards.urls")),
    path("", include("accounts.urls")),
    path("account/", include("accounts.sign_in_urls")),
    path("school/", include("schools.urls")),
    path("jobs/", include("jobs.urls")),
    path("inbox/", include("notices.urls")),
    path("register/", include("registry.urls")),
    path("rules/", include("rulebook.urls")),
    path("", include("families.urls")),
    path("communities/", include("communities.urls")),
    path("sheets/", include("sheets.urls")),
    path("checks/", include("teaching_checks.urls")),
    path("observations/", include("observations.urls")),
    path("patrols/", include("patrols.urls")),
    path("deductions/", include("deductions.urls")),
    path("growth/", include("growth.urls")),
    path("alliances/", include("alliances.urls")),
    path("reports/", include("reports.urls")),
]

handler403 = "core.errors.forbidden"
handler404 = "core.errors.not_found"
handler500 = "core.errors.broken"
