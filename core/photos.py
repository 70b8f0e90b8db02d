"""Photos as they are kept: looked at, turned upright, scaled and written anew, so that nothing else rides along."""

from dataclasses import dataclass
from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

from core.refusals import Refused

MOST_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 1600  # px; the writing on a blackboard stays readable
MOST_PIXELS = 50_000_000  # a small file can unfold to gigabytes
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82


@dataclass(frozen=True)
class Picture:
    """A photo ready to be kept."""

    file: ContentFile
    width: int
    height: int


def written_anew(content: bytes) -> Picture:
    """Give the photo as a JPEG of at most 1600 px without what the camera noted (place, device, time).

    Raises Refused: "photo-too-large" (in bytes or pixels), "not-a-photo".
    """
    if len(content) > MOST_BYTES:
        raise Refused("photo-too-large")
    with _opened(content) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Refused("photo-too-large")
        plain = _plain(image)
    kept = BytesIO()
    plain.save(kept, "JPEG", quality=QUALITY)
    return Picture(ContentFile(kept.getvalue(), name=f"{uuid4().hex}.jpg"), plain.width, plain.height)


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError:
        raise Refused("photo-too-large") from None
    except (UnidentifiedImageError, OSError, ValueError):
        raise Refused("not-a-photo") from None


def _plain(image: Image.Image) -> Image.Image:
    """Decode upright and within the size; the copy knows nothing of the file's notes."""
    try:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError):  # a file that begins like a photo and ends in rubbish
        raise Refused("not-a-photo") from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    return plain
