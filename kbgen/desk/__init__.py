"""The lead's desk: what the report knows, every day, in a browser, for people without a terminal."""
