"""Which searches ask the same: by their words, by what kbgen knows of words that mean the same, and by a model where it may."""
