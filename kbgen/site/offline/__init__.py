"""A copy of the site that works without any server: from a folder, a stick or an intranet's share."""
