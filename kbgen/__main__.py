"""`python -m kbgen` is `kbgen`."""

from kbgen.cli import main

main()
