"""Fields are put where they are read, and nothing else moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.field_writing import set_fields
from visioneditor.core.fields import read_fields

RST = "T\n=\n\n:stance: gap\n\nwords\n\nB\n-\nmore\n"
MARKDOWN = "# T\n\n<!-- stance: gap -->\nwords\n\n## B\nmore\n"


@pytest.mark.parametrize(("text", "markup"), [(RST, Markup.RST), (MARKDOWN, Markup.MARKDOWN)])
def test_a_field_is_changed_added_emptied_and_taken_out(text: str, markup: Markup) -> None:
    document = parse(text, markup)
    top = document.sections[0]
    changed = set_fields(document, top, {"stance": "partial", "answers": ""})
    fields = read_fields(
        parse(changed, markup), parse(changed, markup).blocks_of(parse(changed, markup).sections[0])[1:]
    )
    assert fields[0] == {"stance": "partial", "answers": ""}
    assert "words" in changed and changed.endswith(text[-len("more\n") - 6 :])
    assert "stance" not in set_fields(document, top, {"stance": None, "answers": None})


def test_without_a_heading_fields_stand_above_all() -> None:
    assert set_fields(parse("words\n", Markup.RST), None, {"a": "b"}) == ":a: b\n\nwords\n"
    assert set_fields(parse("", Markup.RST), None, {"a": "b"}) == ":a: b\n"
    assert set_fields(parse(":a: b\n\nT\n=\n", Markup.RST), None, {"c": "d"}) == ":a: b\n:c: d\n\nT\n=\n"


@given(st.lists(st.sampled_from(["T\n=\n", "\n", ":stance: gap\n", "words\n", ".. _x:\n", "* item\n", "B\n-\n"])))
def test_what_was_set_is_read_back_and_the_rest_is_as_it_was(pieces: list[str]) -> None:
    document = parse("".join(pieces), Markup.RST)
    for section in document.sections:
        if not section.number:
            continue
        written = parse(set_fields(document, section, {"answers": "A; B"}), Markup.RST)
        twin = next(one for one in written.sections if one.number == section.number)
        assert read_fields(written, written.blocks_of(twin)[1:])[0]["answers"] == "A; B"
        left = [line for line in written.text.split("\n") if line.strip() and line != ":answers: A; B"]
        assert left == [line for line in document.text.split("\n") if line.strip()]
