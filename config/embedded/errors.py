"""What the private servers raise."""

import contextlib


class EmbeddedError(Exception):
    """A private server cannot run; the text is one sentence for the person at the terminal."""


def last_words(log_file) -> str:
    """Give the reason that a server's log tells, for the end of a sentence."""
    try:
        return reason_in(log_file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return "its log cannot be read"


def reason_in(text: str) -> str:
    """Give the line that tells what went wrong: the full disk, else the first fatal line, else the last line."""
    if "No space left on device" in text:
        return "the disk is full"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    grave = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "error:", "could not"))]
    return (grave or lines[-1:] or ["it said nothing"])[0].rstrip(".")


@contextlib.contextmanager
def writing_in(directory):
    """Turn the system's refusal to write (no permission, no space) into our one sentence."""
    try:
        yield
    except OSError as error:
        raise EmbeddedError(f"Cannot write in {directory}: {error.strerror}.") from error
