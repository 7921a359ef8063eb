"""Why a link cannot be asked for or proved, as the API says it."""

from api.kernel.errors import ApiError, conflict, invalid
from api.kernel.views import says
from rights.linking.problems import AlreadyLinked, CannotLink, CodeOver, NoSuchProof, TooMany, WrongCode


@says(CannotLink)
def cannot_link(error: CannotLink) -> ApiError:
    """It cannot be done as things stand."""
    return conflict("cannotLink", str(error.words))


@says(AlreadyLinked)
def already_linked(error: AlreadyLinked) -> ApiError:
    """The account has it, or has asked."""
    return conflict("alreadyLinked", str(error.words))


@says(NoSuchProof)
def no_such_proof(error: NoSuchProof) -> ApiError:
    """This way is not open."""
    return conflict("proofNotOpen", str(error.words))


@says(TooMany)
def too_many(error: TooMany) -> ApiError:
    """A limit of linking was reached."""
    return ApiError(429, "tooManyLinkRequests", str(error.words))


@says(WrongCode)
def wrong_code(error: WrongCode) -> ApiError:
    """A try was used up."""
    text = str(error.words)
    return invalid(text, [{"code": "wrongCode", "message": text, "target": "/code"}], code="wrongCode")


@says(CodeOver)
def code_over(error: CodeOver) -> ApiError:
    """The code works no more."""
    return conflict("codeOver", str(error.words))
