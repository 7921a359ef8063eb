"""What the rows of a list called their rights, for the request that was made of it."""

from transactions.models import Filing, ListLine
from transactions.models.lists import Verdict


def references_in_list(filing: Filing) -> dict[int, str]:
    """The reference that was typed for each right; empty for a request that did not come of a list."""
    if not filing.by_list:
        return {}
    lines = ListLine.everything.filter(list__filing=filing, verdict=Verdict.READY, left_out=False)
    return {pk: own for pk, own in lines.exclude(own_reference="").values_list("right_id", "own_reference") if pk}
