"""A finished site in the place of the one before it."""
