"""Linking a right to an account, with proof: asking, proving, telling, freezing, ending."""

from rights.linking.activating import activate_due
from rights.linking.asking import ask_link, ask_links, cancel
from rights.linking.authority import give_authority
from rights.linking.by_office import link_by_office
from rights.linking.codes import enter_code, send_code
from rights.linking.deciding import decide
from rights.linking.disputing import dispute, settle_dispute
from rights.linking.ending import unlink
from rights.linking.identity import prove_by_identity
from rights.linking.objecting import this_was_not_me
from rights.linking.offers import offers_for

__all__ = [
    "activate_due",
    "ask_link",
    "ask_links",
    "cancel",
    "decide",
    "dispute",
    "enter_code",
    "give_authority",
    "link_by_office",
    "offers_for",
    "prove_by_identity",
    "send_code",
    "settle_dispute",
    "this_was_not_me",
    "unlink",
]
