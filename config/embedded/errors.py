"""What the private servers raise."""

import contextlib


class EmbeddedError(Exception):
    """A private server cannot run; the text is one sentence for the person at the terminal."""


def last_words(log_file, *, lines=3) -> str:
    """Give the last lines of a server's log, for the end of a sentence."""
    try:
        text = log_file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return " ".join(line.strip() for line in text.strip().splitlines()[-lines:])


@contextlib.contextmanager
def writing_in(directory):
    """Turn the system's refusal to write (no permission, no space) into our one sentence."""
    try:
        yield
    except OSError as error:
        raise EmbeddedError(f"Cannot write in {directory}: {error.strerror}.") from error
