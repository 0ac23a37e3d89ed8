"""What is done to a text before a parser of CommonMark reads it, and what it is asked for."""
