"""Log lines that say what failed and where in the program, never what a client's record holds."""

import logging
import traceback


class PlaceOnly(logging.Formatter):
    """Time, level and logger; of an exception its type and the places in the code, without any value.

    Messages are left out as well, because libraries put addresses, names and typed text into them.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line, and one for each place in the code."""
        status = getattr(record, "status_code", "")
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {status}".rstrip()
        if not record.exc_info or record.exc_info[0] is None:
            return line
        kind, _, trace = record.exc_info
        places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([f"{line} {kind.__module__}.{kind.__qualname__}", *places])
