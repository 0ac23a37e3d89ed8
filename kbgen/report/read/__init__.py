"""The first step of a report: what the store and the site know, day by day."""
