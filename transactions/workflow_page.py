"""The page about the workflow, made from the table of moves."""

from django.utils import translation

from transactions.moves import ANY_ROUTE, MOVES, Move
from transactions.parts import Acts
from transactions.states import State

WHO = {
    Acts.FILER: "the filer",
    Acts.OFFICER: "an officer",
    Acts.SECOND_OFFICER: "another officer",
    Acts.SERVICE: "the service",
}
HEAD = """# The workflow

This page is written by `manage.py workflow_page` from `transactions/moves.py`; do not edit it.

Every filing is in one state, and only these moves lead from one to another. A move locks the filing, checks the table,
changes the state and is remembered in an append-only row. Types may declare waits (stages) with computed deadlines;
while one lasts the filing is in the state *waiting*, and the stage's own exits say who may end it early.

## States

| state | what its filer reads |
|---|---|
"""
MOVES_HEAD = """
## Moves

| move | from | to | who | routes | when |
|---|---|---|---|---|---|
"""
DRAWING_HEAD = """
## Drawn

```mermaid
stateDiagram-v2
    [*] --> draft
"""


def workflow_page() -> str:
    """The whole page, in Markdown."""
    with translation.override("en"):
        states = "".join(f"| {state.value} | {state.label} |\n" for state in State)
        moves = "".join(_row(move) for move in MOVES)
    drawn = "".join(
        f"    {start.value} --> {move.to_state.value}: {move.name}\n" for move in MOVES for start in _ordered(move)
    )
    return f"{HEAD}{states}{MOVES_HEAD}{moves}{DRAWING_HEAD}{drawn}```\n"


def _ordered(move: Move) -> list[State]:
    return [state for state in State if state in move.from_states]


def _row(move: Move) -> str:
    starts = ", ".join(state.value for state in _ordered(move))
    routes = "all" if move.routes == ANY_ROUTE else ", ".join(sorted(move.routes))
    return f"| {move.name} | {starts} | {move.to_state.value} | {WHO[move.by]} | {routes} | {move.says} |\n"
