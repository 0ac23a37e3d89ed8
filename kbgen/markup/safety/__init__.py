"""What of an article could do harm in a browser, and what it may hold."""
