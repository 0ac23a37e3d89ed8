"""The index: words of texts become postings, shards and a vocabulary, written in parts and brought up to date."""
