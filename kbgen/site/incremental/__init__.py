"""What a build can use of the one before it, and what has changed since."""
