"""What readers asked and did not find, what failed them, and what to write next: from the collector's events to a page."""
