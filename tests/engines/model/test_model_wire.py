"""The wire schema is a committed file, small, and fixed rows follow from it."""

from __future__ import annotations

import json

import pytest

from claimex.engines.model.wire import (
    Slot,
    generated_schema,
    read_rows,
    slots_schema,
    wire_schema,
    wire_sha256,
)

SAID = {"kind": "claim", "s": 1, "cue": "said", "source": "Ada", "content": "It rains."}


def test_the_committed_schema_is_the_generated_one() -> None:
    """On a difference: a new wire version, a new file, new prompts; the old ones stay."""
    assert wire_schema() == generated_schema()


def test_the_schema_is_one_that_strict_structured_output_takes() -> None:
    """Every object is closed and requires all its fields; nothing but plain keywords."""

    def check(node: object) -> None:
        if isinstance(node, list):
            for item in node:
                check(item)
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert node["required"] == list(node["properties"])
            for key, value in node.items():
                if key == "properties":
                    check(list(value.values()))
                elif key in ("items", "anyOf"):
                    check(value)
                else:
                    assert key in ("type", "required", "additionalProperties", "enum", "const")

    check(wire_schema())


def test_its_digest_is_that_of_the_file() -> None:
    assert len(wire_sha256()) == 64


def test_fixed_rows_leave_only_the_open_fields() -> None:
    schema = slots_schema([Slot(3, "said", ("claim",)), Slot(4, "denied", ("denial", "claim"))])
    rows = schema["properties"]["rows"]
    assert rows["minItems"] == rows["maxItems"] == 2
    first, second = ([v["properties"] for v in row["anyOf"]] for row in rows["prefixItems"])
    assert first == [
        {
            "kind": {"enum": ["claim"]},
            "s": {"const": 3},
            "cue": {"const": "said"},
            "source": {"type": "string"},
            "content": {"type": "string"},
        }
    ]
    assert second[0]["kind"] == {"enum": ["claim", "denial"]}


def test_fixed_rows_change_no_other_schema() -> None:
    before = json.dumps(wire_schema())
    slots_schema([Slot(3, "said", ("claim",))])
    assert json.dumps(wire_schema()) == before


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({**SAID, "content": ""}, "content: empty"),
        ({k: v for k, v in SAID.items() if k != "source"}, "source: missing"),
        ({**SAID, "mood": "glad"}, "mood: not a field of this row"),
        ({**SAID, "s": "first"}, "s: not a number"),
        ({**SAID, "cue": 7}, "cue: not a string"),
        ({**SAID, "kind": "lie"}, "kind: not one of the allowed values"),
        ({"s": 1}, "kind: missing"),
        ("said", "not an object"),
        (None, "not an object"),
    ],
)
def test_a_bad_row_is_told_in_our_words_beside_the_good_ones(row: object, problem: str) -> None:
    good, bad = read_rows([SAID, row, SAID])  # type: ignore[list-item]
    assert len(good) == 2
    assert [(b.row, b.problem) for b in bad] == [(row, problem)]
