"""What can go wrong, as one tree.

    ClaimexError
    ├── InputError             the text, file or option that came in cannot be used
    ├── ConfigError            a missing extra, prompt, key or weights; an unknown model or provider
    ├── ModelError             the model could not be used
    │   ├── AuthError          the key is missing, wrong or not allowed (401, 403)
    │   ├── RateLimitError     too many requests, after the bounded retries (429)
    │   ├── UnavailableError   no connection, a timeout or a server error, after the bounded retries
    │   ├── RefusedError       the model or its filter declined to answer
    │   └── InvalidOutputError the answer could not be used, after the bounded re-asks
    ├── BudgetError            the budget of a batch would be crossed
    └── GroundingError         a statement is not in the text, with `strict=True`

No exception of a dependency reaches the user: each is translated where it is met and stays
reachable as ``__cause__``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimex.schema import Usage


class ClaimexError(Exception):
    """The root of every error that claimex raises on purpose."""


class InputError(ClaimexError):
    """The text, file or option that came in cannot be used; the message says what to do."""


class ConfigError(ClaimexError):
    """Something that a run needs is missing or unknown: an extra, a prompt, weights, a provider."""


class ModelError(ClaimexError):
    """The model could not be used.

    ``retry_after`` is the pause in seconds that the server asked for; None when it named none.
    ``usage`` is what the document's requests cost until then; None where none was sent.
    """

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.usage: Usage | None = None


class AuthError(ModelError):
    """The key is missing or wrong, or it does not allow this model (HTTP 401, 403)."""


class RateLimitError(ModelError):
    """The server still answers "too many requests" after the bounded retries (HTTP 429)."""


class UnavailableError(ModelError):
    """No connection, a timeout or a server error, still there after the bounded retries."""


class RefusedError(ModelError):
    """The model, or the filter in front of it, declined to answer."""


class InvalidOutputError(ModelError):
    """The model's answer could not be used, even after the bounded re-asks."""


class BudgetError(ClaimexError):
    """The next request would cross the budget of the run."""


class GroundingError(ClaimexError):
    """A statement is not found in the text and ``strict=True`` forbids a failure for it."""
