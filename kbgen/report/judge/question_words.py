"""The words by which people ask, whatever about: they say how, not what.

Receives a catalogue; returns lists of words. They are interface text like any other, so that a further language brings its own
lists in its catalogue; a catalogue that translates none gets the English ones, which do no harm.
"""

from __future__ import annotations

from kbgen.language.catalogue import Catalogue


def asking_words(catalogue: Catalogue) -> str:
    """Words that a question may begin with or hang on to any subject."""
    # Translators: not a translation but your language's own words of asking, in all their common forms, parted by spaces.
    return catalogue.pgettext(
        "words of asking",
        "how what why when where which mean meaning make making add adding write writing change edit set create find see use "
        "using need want get do please help explain calculate choose show difference between",
    )


def trouble_words(catalogue: Catalogue) -> str:
    """Words that tell that something does not work."""
    # Translators: not a translation but your language's own words for things that fail, parted by spaces.
    return catalogue.pgettext(
        "words of trouble",
        "error errors problem broken fails failed failing failure cannot can't doesn't won't stuck crash missing lost wrong "
        "blocked denied slow refused",
    )


def task_words(catalogue: Catalogue) -> str:
    """Words that tell that somebody wants to do something in steps."""
    # Translators: not a translation but your language's own words with which people ask how something is done, parted by spaces.
    return catalogue.pgettext(
        "words of doing", "how make add set install create change delete remove move import export connect use enable"
    )


def words_alike(catalogue: Catalogue) -> str:
    """Words that mean the same, or nearly, to whoever asks a help center: groups parted by semicolons."""
    # Translators: not a translation but your language's own groups of words that customers use for one thing, parted by semicolons.
    return catalogue.pgettext(
        "words that mean the same",
        "cancel stop end terminate abort; delete remove erase; close shut cancel; bill invoice; parcel package shipment; "
        "item product goods; broken damaged defective; phone mobile device smartphone cell; "
        "sms text; lost stolen missing gone; receive get arrive come; password passcode; login signin sign-in; account "
        "profile; pay payment charge; refund reimbursement money-back; discount coupon voucher promo; client customer; employee "
        "staff worker; automatic monthly recurring repeat repeated regular; connect link sync pair; raise increase; limit maximum "
        "cap; address location; upload import; show display view; tax vat; abroad foreign overseas travel; "
        "installment rate split; reminder remind overdue unpaid late; send ship; picture image photo logo; error fault bug; "
        "email mail; change edit update modify; language locale",
    )


def said_before(catalogue: Catalogue) -> str:
    """What a model that knows meanings reads before a search: told that a customer asks, it takes `fuel policy` for a question. Of
    the eight that were tried this one told most searches apart; in Arabic and Persian it does so in their own words."""
    # Translators: not shown to anybody: a model reads it before what a customer looked for, in the same language.
    return catalogue.pgettext("before what a customer looked for", "customer question:")
