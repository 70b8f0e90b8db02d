"""The photos that come with a draft: looked at one by one, so that each fault is said at its photo."""

from collections.abc import Mapping
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from core.photos import MOST_BYTES, written_anew
from core.refusals import Refused
from observations.forms.drafts import LAST_MINUTE
from observations.models.photos import MOST_PHOTOS
from observations.refusals import SENDING
from observations.services.sending import DraftPhoto

PREFIX = "photo."


def read_photos(files: Mapping[str, UploadedFile], minutes: Mapping) -> tuple[list[DraftPhoto], dict[str, list[str]]]:
    """Give the photos written anew and what is wrong with the others, by their names ("photo.<id>")."""
    names = [name for name in files if name.startswith(PREFIX)]
    if len(names) > MOST_PHOTOS:
        return [], {"photos": [str(SENDING["photos"])]}
    photos, faults = [], {}
    for name in names:
        try:
            photos.append(_read(files[name], name.removeprefix(PREFIX), minutes))
        except Refused as refused:
            faults[name] = [str(SENDING[refused.reason])]
    return photos, faults


def _read(file: UploadedFile, name: str, minutes: Mapping) -> DraftPhoto:
    if file.size > MOST_BYTES:  # 50 MB are not even read
        raise Refused("photo-too-large")
    try:
        draft_id = UUID(name)
    except ValueError:
        raise Refused("not-a-photo") from None
    minute = minutes.get(name)
    at = min(max(minute, 0), LAST_MINUTE) if isinstance(minute, int) else None
    return DraftPhoto(draft_id, written_anew(file.read()), at)
