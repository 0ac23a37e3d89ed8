"""Markdown of other programs, and how it becomes kbgen's."""
