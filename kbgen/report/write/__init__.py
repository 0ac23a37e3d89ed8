"""The last step of a report: the same figures as pages, JSON, CSV, Markdown and mail."""
