"""Letters for new customers: written as mail and JSON, and sent, each once."""
