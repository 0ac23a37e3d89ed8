"""kbgen: a multilingual self-service knowledge base, built from Markdown, that hears back from its readers."""

__version__ = "0.1.0"
