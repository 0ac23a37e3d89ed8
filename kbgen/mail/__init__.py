"""Mail: what it is made of, and how it is sent."""
