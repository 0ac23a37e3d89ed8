"""The desk as a server: addresses, forms, answers."""
