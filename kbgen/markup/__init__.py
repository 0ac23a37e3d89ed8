"""What Markdown means: an article's text becomes one tree of elements.

Two readers give the same kind of `Tree` (`tree.py`): `commonmark.py`, on GitHub's Markdown and what articles here add to it, and
`python_markdown.py`, for sites that name extensions of Python-Markdown. Nothing in this package knows of articles, links or pages.
"""
