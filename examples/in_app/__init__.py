"""A plain page application with the help center in it: what `python -m examples.in_app` shows, and what tests look at."""
