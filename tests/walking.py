"""Walk through the portal as a person would: every link of every page, and what files hold."""

import re
from html import unescape
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile, is_zipfile

LINK = re.compile(r'(?:href|hx-get)="([^"#]+)"')
MOST_PAGES = 250
# Addresses that only end the walk.
LEFT_OUT = ("/account/sign-out/", "/static/", "/account/2fa/")


def walk(client, *starts: str, within: tuple[str, ...] = ("/",)) -> dict[str, str]:
    """Follow every link that leads `within`, from the first page or from others; give each page's text by its address."""
    pages, waiting = {}, list(starts or ("/",))
    while waiting and len(pages) < MOST_PAGES:
        url = waiting.pop(0)
        response = client.get(url, follow=True)
        assert response.status_code < 500, url
        pages[url] = text_of(response)
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        for link in map(unescape, LINK.findall(pages[url])):
            target = urlsplit(urljoin(url, link))
            address = f"{target.path}?{target.query}" if target.query else target.path
            is_ours = not target.netloc and target.path.startswith(within) and not target.path.startswith(LEFT_OUT)
            if is_ours and address not in pages and address not in waiting:
                waiting.append(address)
    return pages


def text_of(response) -> str:
    """Give what can be read in an answer: a page, JSON, or the texts inside a Word or Excel file."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    return content.decode(errors="replace")
