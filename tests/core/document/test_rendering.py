"""What a reader sees, and the way back to the source."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Block, BlockKind, Run, Style
from visioneditor.core.document.rendering import (
    RenderedText,
    render_block,
    render_cells,
    shown_span,
    source_span,
)


def first(text: str, typeset: bool = False) -> RenderedText:
    return render_block(parse_markdown(text).blocks[0], text, typeset)


def block_of(text: str, *words: str, kind: BlockKind = BlockKind.PARAGRAPH, style: Style = Style.PLAIN) -> Block:
    """A block whose runs are the words, each found after the one before; the first is set in `style`."""
    runs: list[Run] = []
    at = 0
    for word in words:
        at = text.index(word, at)
        runs.append(Run(start=at, end=at + len(word), style=Style.PLAIN if runs else style))
        at += len(word)
    lines = text.count("\n") + 1
    return Block(kind=kind, start=0, end=len(text), first_line=1, last_line=lines, runs=tuple(runs))


def test_line_breaks_are_blanks_and_signs_are_gone() -> None:
    text = "> one **two\n> three** `four`\n> five\n"
    rendered = first(text)
    assert rendered.text == "one two three four five"
    assert [text[offset] for offset in rendered.offsets] == list("one two\nthree four\nfive")
    assert [(rendered.text[span.start : span.end], span.style) for span in rendered.spans] == [
        ("two", Style.STRONG),
        ("three", Style.STRONG),
        ("four", Style.LITERAL),
    ]


def test_link_targets_and_tags_are_not_blanks() -> None:
    assert first('un[linked](a "b c")ly <b class="x">bo</b>ld a<br/>b ![](x.png)\n').text == "unlinkedly bold a b "
    assert first("[one][two three]four\n\n[two three]: x\n").text == "onefour"


def test_an_address_within_link_text_is_no_blank() -> None:
    text = "`text <https://x.y>`_s and `more\n<z>`_."
    block = block_of(text, "text", "s and ", "more", ".")
    linked = [Run(start=r.start, end=r.end, style=Style.LINK) if text[r.start] in "tm" else r for r in block.runs]
    assert render_block(replace(block, runs=tuple(linked)), text).text == "texts and more."


def test_an_escaped_blank_parts_nothing() -> None:
    text = "re\\ *structured*"
    assert render_block(block_of(text, "re", "structured"), text).text == "restructured"


def test_a_field_shows_its_colon() -> None:
    text = ":Stance: partial\n   and more"
    block = block_of(text, "Stance", "partial", "and more", kind=BlockKind.FIELD, style=Style.LABEL)
    assert render_block(block, text).text == "Stance: partial and more"


def test_literals_keep_lines_blank_lines_and_indentation_of_their_own() -> None:
    text = "- x\n\n  ```\n    a\n\n      b\n    c d\n  ```\n"
    rendered = render_block(parse_markdown(text).blocks[1], text, typeset=True)
    assert rendered.text == "a\n\n  b\nc d"
    assert "".join(text[offset] for offset in rendered.offsets) == rendered.text


def test_entities_are_units() -> None:
    text = "a &amp; b\n"
    rendered = first(text)
    assert rendered.text == "a & b"
    assert source_span(rendered, 2, 3) == (2, 7)
    assert shown_span(rendered, 4, 5) == (2, 3)


def test_cells_are_rendered_one_by_one_or_as_one_text() -> None:
    text = "| a *b* | c |\n|---|---|\n"
    row = parse_markdown(text).blocks[0]
    assert [cell.text for cell in render_cells(row, text)] == ["a b", "c"]
    whole = render_block(row, text)
    assert whole.text == "a b\tc"
    assert source_span(whole, 4, 5) == (10, 11)


def test_cells_of_several_lines_are_found_though_they_interleave() -> None:
    text = "| one | two |\n| 1st | 2nd |"
    block = block_of(text, "one", "1st")
    runs = (*block.runs, Run(start=8, end=11), Run(start=22, end=25))
    row = replace(block, kind=BlockKind.TABLE_ROW, runs=runs, cells=(0, 2))
    whole = render_block(row, text)
    assert whole.text == "one 1st\ttwo 2nd" and not whole.is_ordered
    assert source_span(whole, 8, 15) == (8, 25)
    assert shown_span(whole, 22, 25) == (12, 15)


def test_a_selection_is_given_exact_to_its_words() -> None:
    text = "a **vendor-independent\nAPI** here\n"
    rendered = first(text)
    start = rendered.text.index(" vendor")
    end = rendered.text.index(" here") + 1
    found = source_span(rendered, start, end)
    assert text[slice(*found)] == "vendor-independent\nAPI"
    assert rendered.text[slice(*shown_span(rendered, *found))] == "vendor-independent API"
    assert source_span(rendered, len(rendered.text), len(rendered.text)) == (33, 33)


def test_what_is_hidden_has_an_empty_place_among_the_shown() -> None:
    text = "see [this](target) now\n"
    rendered = first(text)
    at = rendered.text.index(" now")
    assert shown_span(rendered, text.index("target"), text.index("target") + 6) == (at, at)


def test_typesetting_changes_no_place_and_no_code() -> None:
    text = """He said "it's 'so' - or `"not" - x`" ("really")\n"""
    rendered = first(text, typeset=True)
    assert rendered.text == """He said “it’s ‘so’ – or "not" - x” (“really”)"""
    assert rendered.offsets == first(text).offsets


def test_an_address_in_the_text_is_left_as_it_is() -> None:
    assert first("see https://x.y/it's-a now\n", typeset=True).text == "see https://x.y/it's-a now"


_PARTS = st.lists(st.sampled_from(["a", "word", " ", "\n", "**", "`", "&amp;", "[x](y)", "- ", "> ", "|"]), max_size=30)


@given(_PARTS.map("".join), st.booleans())
def test_every_shown_character_knows_its_place(text: str, typeset: bool) -> None:
    document = parse_markdown(text)
    for block in document.blocks:
        rendered = render_block(block, text, typeset)
        assert len(rendered.text) == len(rendered.offsets)
        for index, letter in enumerate(rendered.text):
            start, end = rendered.offsets[index], rendered.source_end(index)
            assert block.start <= start <= end <= block.end
            if letter.isalpha():
                assert text[start:end] == letter
                assert source_span(rendered, index, index + 1) == (start, end)
                assert shown_span(rendered, start, end) == (index, index + 1)
