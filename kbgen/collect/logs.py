"""Logs as JSON, one object a line, for machines first: no address, no body, no word of a reader ever gets into them."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TextIO


class JsonLines(logging.Formatter):
    """`time`, `level`, `event`, the fields passed as `extra={"fields": {...}}`, and the place of an exception."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; JSON escapes line ends, so that no text can forge a second entry."""
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        fields = getattr(record, "fields", None)
        if isinstance(fields, Mapping):
            entry |= fields
        if record.exc_info and record.exc_info[0]:
            # The message of an exception may quote what a reader sent; its type and place say enough.
            entry["exception"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            entry["at"] = []
            while trace:
                code = trace.tb_frame.f_code
                entry["at"].append(f"{code.co_qualname}:{trace.tb_lineno}")
                trace = trace.tb_next
        return json.dumps(entry, ensure_ascii=False)


def configure(stream: TextIO, level: int = logging.INFO) -> None:
    """Send the collector's and uvicorn's logs to `stream` as JSON lines. Call once, at the start of the process."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    for name in ("kbgen", "uvicorn"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False
