"""What the desk's pages show, as values that templates, CSV and JSON are made of."""
