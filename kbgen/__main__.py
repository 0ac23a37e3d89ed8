"""`python -m kbgen` is `kbgen`."""

import sys

from kbgen.cli import main

# A process that is spawned (the live report's) reads this file again without being the command.
if __name__ == "__main__":
    sys.exit(main())
