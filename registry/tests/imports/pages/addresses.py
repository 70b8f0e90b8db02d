"""The addresses of an import's pages."""

from django.urls import reverse

LOOKS = ["import_detail", "import_mapping", "import_class_labels", "import_places", "import_absent"]
ASKS = ["import_apply", "import_discard"]
DOES = ["import_answer", "import_again", "import_marked"]
SCHOOL_WIDE = ["import_list", "import_upload", "import_headers"]


def url(name, register_import=None, query=""):
    args = [register_import.public_id] if register_import else []
    return reverse(f"registry:{name}", args=args) + query


def html(response) -> str:
    assert response.status_code == 200
    return response.content.decode()
