"""Pictures for links that are shared: drawn once, kept by what they show."""
