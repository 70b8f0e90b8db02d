"""What the private servers raise."""


class EmbeddedError(Exception):
    """A private server cannot run; the text is one sentence for the person at the terminal."""


def last_words(log_file, *, lines=3) -> str:
    """Give the last lines of a server's log, for the end of a sentence."""
    try:
        text = log_file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return " ".join(line.strip() for line in text.strip().splitlines()[-lines:])
