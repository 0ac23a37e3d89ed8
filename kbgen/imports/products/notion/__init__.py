"""What Notion exports: pages in Markdown or HTML, databases as CSV."""
