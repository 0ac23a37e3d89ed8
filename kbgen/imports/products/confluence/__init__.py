"""What Confluence exports: a space as HTML, or as XML."""
