"""Where votes and events are kept: SQLite in one file, or PostgreSQL for several hosts, behind one interface."""
