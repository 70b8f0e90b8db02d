"""Copy what is served of the npm packages into static/vendor/, made ready for hashed file names."""

import re
import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES, VENDOR = PROJECT / "node_modules", PROJECT / "static" / "vendor"
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler/tabler.min.js",
    "@tabler/icons-webfont/dist/tabler-icons.min.css": "icons/tabler-icons.min.css",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.woff2": "icons/fonts/tabler-icons.woff2",
    "echarts/dist/echarts.min.js": "echarts/echarts.min.js",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
}
# Django looks up every file that a style sheet or script names: no source maps, no old font formats.
SOURCE_MAP = re.compile(r"(/\*|//)[#@]\s*sourceMappingURL=\S+?(\s*\*/|$)", re.MULTILINE)
OLD_FONTS = re.compile(r",\s*url\([^)]*\.(?:woff|ttf)\b[^)]*\)\s*format\([^)]*\)")


def main() -> None:
    """Make static/vendor/ anew."""
    making = VENDOR.with_name("vendor.making")
    shutil.rmtree(making, ignore_errors=True)
    for source, target in FILES.items():
        _copy(PACKAGES / source, making / target)
    shutil.rmtree(VENDOR, ignore_errors=True)
    making.rename(VENDOR)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix not in (".css", ".js"):
        shutil.copyfile(source, target)
        return
    text = source.read_text(encoding="utf-8")
    target.write_text(OLD_FONTS.sub("", SOURCE_MAP.sub("", text)), encoding="utf-8")


if __name__ == "__main__":
    main()
