"""The second step of a report: what was asked, what helped, and what it means."""
