"""Requests as they are shown: few lines, and every word of the body."""

import json

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.gui.publishing.request_text import render_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.integers(20, 90))
def test_what_is_shown_says_what_the_body_says(value: object, width: int) -> None:
    assert json.loads(render_json(json.dumps(value).encode(), width)) == value


def test_members_share_a_line_where_there_is_room() -> None:
    body = {"labels": {"Code-Review": 1}, "range": {"start_line": 213, "start_character": 28, "end_line": 213}}
    assert render_json(json.dumps(body).encode(), 52) == (
        '{\n  "labels": {"Code-Review": 1},\n'
        '  "range": {\n    "start_line": 213, "start_character": 28,\n    "end_line": 213\n  }\n}'
    )


def test_words_of_any_script_are_shown_as_they_are() -> None:
    assert render_json('{"message": "Größe 𝔸"}'.encode()) == '{"message": "Größe 𝔸"}'
