"""The head of an article: its text, the keys that it may hold, and their values."""
