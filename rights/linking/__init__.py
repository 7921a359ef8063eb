"""Linking a right to an account, with proof: asking, proving, telling, freezing, ending."""

from rights.linking.asking import ask_link
from rights.linking.authority import decide, give_authority
from rights.linking.codes import enter_code, send_code
from rights.linking.ending import dispute, this_was_not_me, unlink
from rights.linking.granting import activate_due
from rights.linking.identity import prove_by_identity

__all__ = [
    "activate_due",
    "ask_link",
    "decide",
    "dispute",
    "enter_code",
    "give_authority",
    "prove_by_identity",
    "send_code",
    "this_was_not_me",
    "unlink",
]
