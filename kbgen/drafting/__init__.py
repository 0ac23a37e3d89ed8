"""Drafts by the program of one's choice, for a person to review: `kbgen translate` and `kbgen suggest`."""
