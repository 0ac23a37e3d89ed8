"""Accessibility as evidence: what can be seen without a person, and a statement of what was looked at."""
