"""Work in several processes, in a child process, and within a time."""
