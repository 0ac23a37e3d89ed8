"""What MDX has beside Markdown and components: expressions and values."""
