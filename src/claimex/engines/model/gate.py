"""Whether model requests may leave this process.

The one switch that ``claimex.testing.block_model_requests`` turns; the model client asks it before
each request.
"""

from __future__ import annotations

from claimex.errors import ConfigError

_blocks = 0


def block() -> None:
    """Forbid model requests in this process; each call needs an ``unblock`` of its own."""
    global _blocks
    _blocks += 1


def unblock() -> None:
    """Take one ``block`` back."""
    global _blocks
    _blocks -= 1


def check_requests_allowed() -> None:
    """Raise ConfigError while model requests are blocked."""
    if _blocks:
        raise ConfigError(
            "model requests are blocked by claimex.testing.block_model_requests(); "
            "give the extractor engine=ScriptedEngine(...) or model='rules' in this test"
        )
