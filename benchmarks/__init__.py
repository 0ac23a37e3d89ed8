"""Runnable comparisons with peers. `benchmarks/README.md` says how; results carry their date and machine."""

import os

# An installed package has its bytecode beside it. Where Python is told to write none, as in many containers, every process would
# compile anew what it loads, and that would be measured.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
