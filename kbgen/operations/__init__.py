"""The operator's verbs on the database."""
