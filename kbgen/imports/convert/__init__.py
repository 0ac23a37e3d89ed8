"""Bodies of articles as the Markdown that kbgen reads."""
