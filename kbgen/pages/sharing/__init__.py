"""What a link to a page shows where it is shared."""
