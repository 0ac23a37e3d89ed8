"""Translations handed out to translators' tools and taken back: XLIFF, PO, TMX, and programs that draft."""
