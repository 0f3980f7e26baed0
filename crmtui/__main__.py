"""The way in: `crmtui` and `python -m crmtui`."""

from __future__ import annotations

import gc
import os
import sys
import threading


def main() -> int:
    """Run what the command line asks for and end the process with its exit code."""
    # A look-up makes too little garbage to collect, and collecting costs it 4 ms of 60.
    gc.disable()
    from crmtui.cli import app, output

    code = app.main(sys.argv[1:])
    code = output.flush(code)
    if "textual" not in sys.modules and threading.active_count() == 1 and not app.debugging():
        # Everything is closed and flushed; taking the interpreter down in order costs 9 ms.
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(main())
