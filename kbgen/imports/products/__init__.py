"""What each product exports, read into one shape."""
