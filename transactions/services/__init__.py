"""What people and the service do with filings: one module for each verb."""

from transactions.apart import LinkedToRight
from transactions.examining import examine_filing
from transactions.services.agreeing import (
    NotAsked,
    answer_at_address,
    answer_in_account,
    asked_at_address,
    record_on_paper,
)
from transactions.services.answering import AnswersInvalid, StaleAnswers, UnknownStep, WrongNumber, answer
from transactions.services.answering_again import add_item, change_item, remove_item
from transactions.services.asking import AnswersMissing, answer_questions, ask, extend_questions, key_in_answers
from transactions.services.beginning import CannotBegin, Keyed, NoSuchRight, TooManyRights, begin
from transactions.services.checking import check
from transactions.services.commenting import give_feedback, say_of_service
from transactions.services.deciding import AgreementMissing, CannotDecide, EarlierFilingOpen, decide
from transactions.services.giving import give, remove
from transactions.services.keying_in import KeyedWrong, begin_keyed, take_payment
from transactions.services.paying import NothingToPay, agree_price, pay
from transactions.services.several import ChangesClash, TooFew, begin_several, set_of, submit_several
from transactions.services.sharing import comment, hand_over
from transactions.services.submitting import NotReady, PriceChanged, Seen, submit
from transactions.services.undoing import CannotUndo, may_undo, open_again, undo
from transactions.services.withdrawing import BeingPaid, reopen, withdraw

__all__ = [
    "AgreementMissing",
    "AnswersInvalid",
    "AnswersMissing",
    "BeingPaid",
    "CannotBegin",
    "CannotDecide",
    "CannotUndo",
    "ChangesClash",
    "EarlierFilingOpen",
    "Keyed",
    "KeyedWrong",
    "LinkedToRight",
    "NoSuchRight",
    "NotAsked",
    "NotReady",
    "NothingToPay",
    "PriceChanged",
    "Seen",
    "StaleAnswers",
    "TooFew",
    "TooManyRights",
    "UnknownStep",
    "WrongNumber",
    "add_item",
    "agree_price",
    "answer",
    "answer_at_address",
    "answer_in_account",
    "answer_questions",
    "ask",
    "asked_at_address",
    "begin",
    "begin_keyed",
    "begin_several",
    "change_item",
    "check",
    "comment",
    "decide",
    "examine_filing",
    "extend_questions",
    "give",
    "give_feedback",
    "hand_over",
    "key_in_answers",
    "may_undo",
    "open_again",
    "pay",
    "record_on_paper",
    "remove",
    "remove_item",
    "reopen",
    "say_of_service",
    "set_of",
    "submit",
    "submit_several",
    "take_payment",
    "undo",
    "withdraw",
]
