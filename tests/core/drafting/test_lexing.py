"""What source is, line by line: as the parser has it, from any line on, and in time that no line can blow up."""

from collections.abc import Iterator

import pytest

from visioneditor.core.document.model import BlockKind, Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.lexing import LONGEST, START, Lexed, State, Token, TokenKind, Within, pack, unpack
from visioneditor.core.drafting.markdown_lexing import lex_first_markdown, lex_markdown
from visioneditor.core.drafting.rst_lexing import lex_rst
from visioneditor.resources import path as resource

_KINDS = {
    BlockKind.HEADING: TokenKind.TITLE,
    BlockKind.LITERAL: TokenKind.LITERAL,
    BlockKind.COMMENT: TokenKind.COMMENT,
}


def lex(text: str, markup: Markup) -> Iterator[tuple[str, Lexed]]:
    """Each line with its tokens and the state after it; a state is kept as a number, as the editor does."""
    lines, state = text.split("\n"), START
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if markup is Markup.RST:
            tokens, state = lex_rst(line, below, state)
        else:
            tokens, state = lex_first_markdown(line, below) if state is START else lex_markdown(line, below, state)
        assert unpack(pack(state)) == state
        yield line, (tokens, state)


def tokens_of(text: str, markup: Markup = Markup.RST) -> list[list[tuple[str, str]]]:
    found = lex(text, markup)
    return [[(line[token.start : token.end], token.kind.value) for token in tokens] for line, (tokens, _) in found]


def test_title_is_its_line_and_its_rows() -> None:
    assert tokens_of("=====\nTitle\n=====\n\nOther\n-----\n\nwords\n") == [
        [("=====", "adornment")],
        [("Title", "title")],
        [("=====", "adornment")],
        [],
        [("Other", "title")],
        [("-----", "adornment")],
        [],
        [],
        [],
    ]


def test_literal_ends_with_its_indentation() -> None:
    assert tokens_of("* item::\n\n    *code*\n\n    more\n  back\n") == [
        [("*", "markup")],
        [],
        [("*code*", "literal")],
        [],
        [("more", "literal")],
        [],
        [],
    ]


def test_comment_is_no_directive_no_target_and_no_footnote() -> None:
    text = ".. a comment\n   of two lines\n\n.. note:: words\n\n.. _target: x\n\n.. [1] note"
    assert [line[0] for line in tokens_of(text) if line] == [
        (".. a comment", "comment"),
        ("of two lines", "comment"),
        (".. note::", "markup"),
        (".. _target: x", "reference"),
        (".. [1] ", "reference"),
    ]


def test_directives_options_stand_above_what_it_holds() -> None:
    text = ".. code-block:: python\n   :linenos:\n\n   a = *b*\n\n.. note::\n   :class: x\n\n   *words*"
    found = [line[0] for line in tokens_of(text) if line]
    assert found == [
        (".. code-block::", "markup"),
        (":linenos:", "markup"),
        ("a = *b*", "literal"),
        (".. note::", "markup"),
        (":class:", "markup"),
        ("*words*", "emphasis"),
    ]


def test_words_marked_up_over_a_lines_end_are_marked_on_both_lines() -> None:
    assert tokens_of("see the `project\nmap`_ and *that*\n")[:2] == [
        [("`project", "reference")],
        [("map`_", "reference"), ("*that*", "emphasis")],
    ]


@pytest.mark.parametrize("text", ["2 * 3 and 4 * 5", "a lone ` sign", "snake_case words", "a*b*c"])
def test_plain_words_are_plain(text: str) -> None:
    assert tokens_of(text) == [[]]


def test_borders_of_tables_are_markup() -> None:
    assert tokens_of("+---+\n| a |\n+---+\n\n== ==\na  b\n== ==")[::2][:2] == [[("+---+", "markup")]] * 2


def test_markdown_knows_fences_that_are_longer_front_matter_and_comments() -> None:
    text = "---\ntitle: *x*\n---\n# Head\n\n````md\n```\n````\n<!-- a\nb --> *c*\n\nTitle\n---\n"
    assert tokens_of(text, Markup.MARKDOWN) == [
        [("---", "markup")],
        [("title: *x*", "literal")],
        [("---", "literal")],
        [("# Head", "title")],
        [],
        [("````md", "markup")],
        [("```", "literal")],
        [("````", "markup")],
        [("<!-- a", "comment")],
        [("b -->", "comment"), ("*c*", "emphasis")],
        [],
        [("Title", "title")],
        [("---", "adornment")],
        [],
    ]


def test_markdowns_words_and_links() -> None:
    (found,) = tokens_of("* [ ] **b** _i_ `c` [text](to.md#x) <https://a.example>", Markup.MARKDOWN)
    assert found == [
        ("* [ ]", "markup"),
        ("**b**", "strong"),
        ("_i_", "emphasis"),
        ("`c`", "literal"),
        ("[text](to.md#x)", "reference"),
        ("<https://a.example>", "reference"),
    ]


@pytest.mark.parametrize(
    "piece", ["*", "`a", "``a", "\\`", "**a ", "|a", "[", "a-", ":a", "_a", "<!--", "~", "- ", "(["]
)
def test_hostile_line_is_soon_read(piece: str) -> None:
    line = piece * (LONGEST // len(piece))
    for text in (line, f".. {line}", f"x {line}"):
        for function in (lex_rst, lex_markdown):
            tokens, _ = function(text, text, START)
            assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert lex_rst(piece * 1_000_000, "", START) == ((), State(Within.PARAGRAPH))


def is_block(line: str, token: Token) -> bool:
    """Whether a token is the whole line; a line that is nothing but words set as a literal is no literal block."""
    is_whole = not line[: token.start].strip() and not line[token.end :].strip()
    return is_whole and not (token.kind is TokenKind.LITERAL and line.strip().startswith("`"))


def disagreeing(text: str, markup: Markup) -> tuple[int, int]:
    """How many lines are titles, literals or comments to lexer or parser, and of how many they disagree."""
    parsed: dict[int, TokenKind] = {}
    for block in parse(text, markup).blocks:
        if block.kind in _KINDS:
            parsed.update(dict.fromkeys(range(block.first_line, block.last_line + 1), _KINDS[block.kind]))
    both = wrong = 0
    for number, (line, (tokens, _)) in enumerate(lex(text, markup), 1):
        if not any(map(str.isalnum, line)) or line.strip()[:3] in ("```", "~~~") or line.strip().startswith("``"):
            continue
        lexed = {token.kind for token in tokens if is_block(line, token)} & set(_KINDS.values())
        expected = {parsed[number]} if number in parsed else set()
        both += bool(lexed | expected)
        wrong += lexed != expected
    return both, wrong


def test_samples_titles_literals_and_comments_are_the_parsers() -> None:
    sample = resource("sample")
    found = [disagreeing(each.read_text("utf-8"), Markup.RST) for each in sorted(sample.rglob("*.rst"))]
    assert sum(both for both, _ in found) > 50
    assert sum(wrong for _, wrong in found) == 0


def test_lexer_may_begin_anew_at_any_line() -> None:
    text = "Title\n=====\n\n.. comment\n   more\n\nwords::\n\n  code\n\nend *of*\nit\n"
    lines, found = text.split("\n"), [each for _, each in lex(text, Markup.RST)]
    for number in range(1, len(lines) - 1):
        assert lex_rst(lines[number], lines[number + 1], found[number - 1][1]) == found[number]
