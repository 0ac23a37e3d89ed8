"""The command `kbgen`, which is also `python -m kbgen`.

Ctrl-C ends it with "Stopped." and the exit code 130 at every moment: while modules are still being loaded, and where Python or a
library loses it. So this module loads next to nothing.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import time
from types import FrameType

# Seconds until a Ctrl-C that was lost comes again: more than the way to the end takes, less than a person waits.
AGAIN = 1.0


def main() -> None:
    """Run kbgen on the arguments of the command line."""
    # Where whoever started this has it ignored, it stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _pressed)
        reported, sys.unraisablehook = sys.unraisablehook, lambda lost: None if _by_ctrl_c(lost.exc_value) else reported(lost)
    try:
        from kbgen.cli import main as run

        sys.exit(run())
    except BaseException as error:
        if _by_ctrl_c(error):
            _stop()
        raise


def _pressed(number: int, frame: FrameType | None) -> None:
    """Raise `KeyboardInterrupt`, again and again until this process ends.

    One is not enough: in `__del__` and in callbacks of weak references, which the loading of modules uses, Python only reports it;
    and a module in C whose own imports it interrupts says that it cannot be loaded, for which libraries have another way.
    """
    _thread.start_new_thread(_press_again, (_thread.get_ident(),))
    raise KeyboardInterrupt


def _press_again(thread: int) -> None:
    # By a signal, for what tidies up has it wait (`kbgen.processes.ctrl_c`).
    time.sleep(AGAIN)
    signal.pthread_kill(thread, signal.SIGINT)


def _by_ctrl_c(error: BaseException | None) -> bool:
    """Whether Ctrl-C is what began it: Python 3.11 makes a `RuntimeError` of one that comes while a class is made."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _stop() -> None:
    """End this process: whatever had to be put back was, on the way here.

    By `os._exit`, since `sys.exit` has no say any more where Ctrl-C came into an `exec`, as in the making of a dataclass: Python
    then ends with the signal instead (`unhandled_keyboard_interrupt` in CPython's `pythonrun.c`). And nothing is worth a
    traceback after "Stopped.": not a second Ctrl-C, nor a thread that still prints.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        print("Stopped.", file=sys.stderr)
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # nobody reads any more
    os._exit(130)


# A process that is spawned (the live report's) reads this file again without being the command.
if __name__ == "__main__":
    main()
