"""A comparison written as JSON of the contract's shape."""

import json
from typing import Any

from tests.core.compare.samples import VISION, compare_markdown
from visioneditor.exporters.comparison_json import render_comparison_json

CHANGED = VISION.replace("open to everyone", "open to anyone").replace("## Interoperability", "## One client")


def answer(old: str, new: str) -> Any:
    return json.loads(render_comparison_json(compare_markdown(old, new), ("a" * 40, "x.md"), ("b" * 40, "y.md")))


def test_json_has_the_shape_of_the_contract() -> None:
    found = answer(VISION, CHANGED)
    assert list(found) == ["schema", "old", "new", "summary", "sections"]
    assert found["schema"] == "visioneditor.comparison/1"
    assert found["old"] == {"revision": "a" * 40, "path": "x.md"}
    assert found["summary"]["words_added"] == 3
    assert found["summary"]["sections"]["unchanged"] == 3
    assert set(found["sections"][0]) == {"kinds", "old", "new", "blocks"}
    assert found["sections"][0]["old"][0] == {
        "id": "vision-for-clouds",
        "title": "Vision for Clouds",
        "source_title": "Vision for Clouds",
        "number": 1,
        "level": 1,
        "lines": [1, 4],
    }


def test_json_edits_hold_the_texts_between_their_offsets() -> None:
    block = answer(VISION, CHANGED)["sections"][1]["blocks"][0]
    assert block["kinds"] == ["edited"]
    assert (block["old_section"], block["new_section"]) == (2, 2)
    (edit,) = block["edits"]
    assert (edit["op"], edit["old_text"], edit["new_text"]) == ("replace", "everyone", "anyone")
    assert VISION[slice(*edit["old"])] == "everyone"
    assert CHANGED[slice(*edit["new"])] == "anyone"
    assert "coarse" not in block


def test_json_leaves_unchanged_blocks_out_and_keeps_unchanged_rows() -> None:
    rows = answer(VISION, CHANGED)["sections"]
    assert [len(row["blocks"]) for row in rows] == [0, 1, 0, 1, 0]
    assert rows[2]["kinds"] == ["unchanged"]


def test_an_added_block_has_no_old_lines() -> None:
    rows = answer("", VISION)["sections"]
    block = rows[0]["blocks"][0]
    assert (block["old_lines"], block["old_section"], block["new_lines"]) == (None, None, [1, 1])
    assert block["edits"][0]["old"] == [0, 0]
