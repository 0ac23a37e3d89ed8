"""The second opinion: which articles mean what a query means, whatever their words."""
