"""MkDocs: its configuration, its plugins' events, its pages, and a build in its order."""
