"""Makes errors that Pelican swallows fail the build.

Pelican and its plugins answer many failures with a log line and go on, pages missing. A handler collects those lines, with Pelican's
limit on repeated ones lifted; the edge asks it before and after anything is written.
"""

from __future__ import annotations

import logging

from pelican.log import LimitFilter

HARMLESS = (
    "No timezone information specified",
    "Removed extraneous trailing slash from SITEURL",
    "Locale could not be set",
    "Feeds generated without SITEURL",
)
"""Beginnings of Pelican's warnings that lose nothing."""


class Collector(logging.Handler):
    """Keeps every error, and every warning of Pelican's own that means that something was left out."""

    def __init__(self) -> None:
        """Begin with nothing collected."""
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record as one line, with the exception that it carries."""
        if record.levelno < logging.ERROR and not _is_pelicans_own(record):
            return
        message = " ".join(record.getMessage().split())
        if not message.startswith(HARMLESS):
            cause = record.exc_info[1] if record.exc_info else None
            self.messages.append(f"{message}: {type(cause).__name__}: {cause}" if cause else message)

    def take(self) -> tuple[str, ...]:
        """Give what was collected since the last time."""
        taken, self.messages = tuple(self.messages), []
        return taken


COLLECTOR = Collector()
"""The one of this process: logging is one for all."""


def watch() -> None:
    """Begin to collect. A quieter level that somebody set goes on to bind what is shown, not what is noticed."""
    root, pelican = logging.getLogger(), logging.getLogger("pelican")
    LimitFilter.LOGS_DEDUP_MIN_LEVEL = logging.NOTSET
    if COLLECTOR in root.handlers:
        return
    shown = max(root.level, pelican.level)
    for handler in root.handlers:
        handler.setLevel(max(handler.level, shown))
    for logger in (root, pelican):
        logger.setLevel(min(logger.level or logging.WARNING, logging.WARNING))
    root.addHandler(COLLECTOR)


def _is_pelicans_own(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == "pelican" and not record.name.startswith("pelican.plugins.")
