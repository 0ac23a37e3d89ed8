"""`kbgen book`: a help center, a section or one article on paper."""
