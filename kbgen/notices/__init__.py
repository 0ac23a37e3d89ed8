"""`kbgen notify`: what readers said reaches those who can do something about it, by mail and by messages to a chat."""
