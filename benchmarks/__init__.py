"""Runnable comparisons with peers. `benchmarks/README.md` says how; results carry their date and machine."""
