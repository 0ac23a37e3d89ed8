"""The words of a first site in a language that kbgen has no starter folder for, marked for translation.

`kbgen init --locales` writes them into the new folder, each in its language, as far as there is a catalogue; they are the site's
own text from then on.
"""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark a message for translation without translating it here."""
    return message


SITE_NAME = N_("Help center")
TEAM = N_("Documentation team")
HOME_TITLE = N_("How can we help?")
HOME_DESCRIPTION = N_("Guides, answers and fixes. Search, or start from a section.")
SECTION_TITLE = N_("Getting started")
SECTION_DESCRIPTION = N_("The first steps with this help center.")

TITLE = N_("Write your first article")
DESCRIPTION = N_("Add an article to this help center and see it in the browser.")
GOAL = N_("An article of your own on the page, in your own words.")
TAG = N_("writing")
PREVIEW = N_("See the site while you write")
PREVIEW_STEPS = (
    N_("Run {command} in the folder of {file}."),
    N_("Open the address that it prints."),
    N_("Change this file and save it. The page in the browser follows."),
)
ADD = N_("Add an article")
ADD_STEPS = (
    N_("Run {command}."),
    N_("Open the file that it names and fill in the lines between the dashes."),
    N_("Write below them, in Markdown."),
)
