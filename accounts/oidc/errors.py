"""How a sign-in can fail; every one is shown as a plain page and leaves no session."""


class SignInRefused(Exception):
    """Something in the provider's answer failed a check; the message names the check and is for the log only."""


class SignInDeclined(Exception):
    """The provider itself said no, with one of its errors."""

    def __init__(self, error: str, description: str = "") -> None:
        super().__init__(f"{error}: {description}" if description else error)
        self.error = error


class IdentityNotProved(Exception):
    """The person signed in, and the provider did not prove their identity."""
