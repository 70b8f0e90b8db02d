"""What the portal did not understand of a file: columns, class names, places. A person says it once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from registry.forms.import_corrections import ClassLabelsForm, MappingForm, PlacesForm, field_words
from registry.imports import corrections, overview, services
from registry.selectors.imports import classes_to_choose
from registry.views.imports.standing import do, visible, waiting
from schools.models import Village

GROUPS_A_PAGE = 50


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_mapping(request, public_id):
    """Which column means what; a person corrects, the school remembers."""
    register_import = visible(request, public_id)
    tables = register_import.tables.get("tables", []) if register_import.tables else []
    form = MappingForm(request.POST or None, tables=tables)
    if request.method == "POST" and form.is_valid():
        return do(request, waiting(request, public_id), services.correct_mapping, mapping=form.corrections())
    context = {
        "register_import": register_import,
        "form": form,
        "tables": tables,
        "groups": _column_groups(tables, form),
        "is_remembering": register_import.school.field_mappings.exists(),
    }
    return render(request, "registry/imports/import_mapping.html", context)


def _column_groups(tables, form) -> list[dict]:
    """Put tables with the same columns together; a column that an earlier group has is not asked again."""
    groups, seen = {}, set()
    for table in tables:
        keys = tuple(column["key"] for column in table["columns"])
        if keys not in groups:
            fields = [(form[c["key"]], c) for c in table["columns"] if c["key"] not in seen]
            groups[keys] = {"tables": [], "fields": fields, "is_partly_above": len(fields) < len(keys)}
        groups[keys]["tables"].append(table)
        seen |= set(keys)
    return list(groups.values())


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_class_labels(request, public_id):
    """Say once which class of the school an unknown class name means."""
    register_import = visible(request, public_id)
    labels = [each for each in overview.grouped(register_import, "class-unknown", "label") if each.words]
    labels = labels[:GROUPS_A_PAGE]
    classes = classes_to_choose(request.user, register_import)
    form = ClassLabelsForm(request.POST or None, labels=labels, classes=classes)
    if request.method == "POST" and form.is_valid() and form.chosen():
        return do(request, waiting(request, public_id), corrections.teach_classes, classes=form.chosen())
    context = {
        "register_import": register_import,
        "form": form,
        "rows": [(label, form[label.words]) for label in labels],
        "has_classes": classes.exists(),
    }
    return render(request, "registry/imports/import_class_labels.html", context)


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_places(request, public_id):
    """Addresses without a known village, by the place they seem to name: say which village that is."""
    register_import = visible(request, public_id)
    district = register_import.school.district
    found = overview.grouped(register_import, "village-not-found", "guess")
    places = [place for place in found if place.words][:GROUPS_A_PAGE]
    form = PlacesForm(request.POST or None, places=places, district=district)
    if request.method == "POST" and form.is_valid() and (form.aliases() or form.new()):
        return do(
            request,
            waiting(request, public_id),
            corrections.teach_places,
            aliases=form.aliases(),
            new=form.new(),
        )
    context = {
        "register_import": register_import,
        "form": form,
        "rows": [(place, form[f"as {place.words}"], form[f"new {place.words}"]) for place in places],
        "more": sum(bool(place.words) for place in found) - len(places),
        "nowhere": next((place for place in found if not place.words), None),
        "villages": Village.objects.visible_to(request.user).filter(district=district),
    }
    return render(request, "registry/imports/import_places.html", context)


@requires(Permission.REGISTER_IMPORT)
@require_safe
def import_headers(request):
    """The headers whose meaning this school has corrected."""
    query = request.GET.get("q", "").strip()
    mappings = request.school.field_mappings.filter(header__icontains=query)
    page = listed(request, mappings, sorts={"header": "header", "field": "field"}, default="header")
    for mapping in page:
        mapping.words = field_words(mapping.field) if mapping.field else ""
    return render(request, "registry/imports/import_headers.html", {"page": page, "query": query})


@requires(Permission.REGISTER_IMPORT)
@require_POST
def import_header_forget(request, pk):
    """Forget the meaning of one header; files that come later are understood as without it."""
    mapping = get_object_or_404(request.school.field_mappings, pk=pk)
    mapping.delete()
    messages.success(request, _("“%(header)s” is forgotten.") % {"header": mapping.header})
    return redirect("registry:import_headers")
