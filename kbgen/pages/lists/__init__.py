"""Pages that list others: home, sections, topics, all articles; long ones in parts of bounded size."""
