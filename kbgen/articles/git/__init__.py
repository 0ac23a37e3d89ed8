"""What git knows of articles: their earlier states, and where they were before."""
