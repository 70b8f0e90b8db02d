"""What a page must not do: write errors to the console, break the Content-Security-Policy, throw."""

from playwright.sync_api import ConsoleMessage, Page


class Faults:
    """The faults of one page so far."""

    _of_page: dict[Page, "Faults"] = {}

    def __init__(self):
        self.seen: list[str] = []
        self.expected: list[str] = []

    @classmethod
    def watch(cls, page: Page) -> "Faults":
        """Collect the faults of a page from now on."""
        faults = cls._of_page[page] = cls()
        page.on("console", faults._note)
        page.on("pageerror", lambda error: faults.seen.append(f"thrown: {error}"))
        return faults

    @classmethod
    def of(cls, page: Page) -> "Faults":
        return cls._of_page[page]

    def _note(self, message: ConsoleMessage) -> None:
        is_fault = message.type == "error" or "Content Security Policy" in message.text
        if is_fault and not any(words in message.text for words in self.expected):
            self.seen.append(f"{message.type}: {message.text} ({message.location.get('url')})")


def expect_fault(page: Page, words: str) -> None:
    """Let the page write such a message: a page that shall answer 403 has "403" in the console."""
    Faults.of(page).expected.append(words)
