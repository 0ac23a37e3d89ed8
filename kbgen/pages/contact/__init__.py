"""The ways to support: what mkdocs.yml says of them, checked, and what pages show of it."""
