"""The base of every record of a result."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

STRICT = ConfigDict(extra="forbid")


_FIELDS_SETS: dict[type[BaseModel], set[str]] = {}
"""Which fields were given of the last record of each model: most often those of the next, too."""


class Record(BaseModel):
    """The base of every model: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, context: Any) -> None:
        """Share what pydantic keeps for each record: which of its fields were given."""
        self.share_fields_set()

    def share_fields_set(self) -> None:
        """Let equal sets of given fields be one."""
        # Some 700 bytes, half of what a statement takes. A frozen record never adds to it.
        given = self.__pydantic_fields_set__
        last = _FIELDS_SETS.get(type(self))
        if last == given:
            object.__setattr__(self, "__pydantic_fields_set__", last)
        else:
            _FIELDS_SETS[type(self)] = given
