"""Markdown: structure, exact places, and texts that are made to hurt."""

import html
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Block, BlockKind, Document, Style
from visioneditor.core.document.rendering import render_block
from visioneditor.core.text import decode, words

K = BlockKind


def shown(document: Document, block: Block) -> list[str]:
    return [document.text[run.start : run.end] if run.shown is None else run.shown for run in block.runs]


def outline(text: str) -> list[tuple[BlockKind, list[str]]]:
    document = parse_markdown(text)
    return [(block.kind, shown(document, block)) for block in document.blocks]


def check_places(document: Document) -> None:
    text = document.text
    assert "".join(document.pieces()) == text
    end = -1
    for block in document.blocks:
        assert end < block.start <= block.end <= len(text)
        assert block.start == 0 or text[block.start - 1] == "\n"
        assert block.end == len(text) or text[block.end] == "\n"
        assert text.count("\n", 0, block.start) + 1 == block.first_line
        assert text.count("\n", 0, block.end) + 1 == block.last_line
        at = block.start
        for run in block.runs:
            assert at <= run.start < run.end <= block.end
            assert "\n" not in text[run.start : run.end]
            at = run.end
        assert list(block.cells) == sorted(block.cells) and all(0 <= cell <= len(block.runs) for cell in block.cells)
        end = block.end


def test_headings_have_their_own_levels_and_their_signs_are_no_text() -> None:
    document = parse_markdown("# One *two* #\n\nThree\nfour\n---\n\n###### Six\n#\n")
    headings = [(block.level, shown(document, block)) for block in document.blocks]
    assert headings == [(1, ["One ", "two"]), (2, ["Three", "four"]), (6, ["Six"]), (1, [])]
    assert [section.title for section in document.sections] == ["One two", "Three four", "Six", ""]
    assert [section.source_title for section in document.sections] == ["One *two*", "Three four", "Six", ""]
    assert document.sections[1].id == "three-four"


def test_headings_in_quotes_and_lists_open_no_sections() -> None:
    document = parse_markdown("# A\n\n> # B\n\n- # C\n\n  ## D\n")
    assert [section.title for section in document.sections] == ["A"]
    assert [(block.kind, shown(document, block)) for block in document.blocks][2] == (K.ITEM, ["C"])


def test_inline_signs_lie_between_runs() -> None:
    document = parse_markdown("a **b *c* d** `e  f` ~~g~~ \\* &amp; <b>h</b>\n")
    runs = [
        (text, run.style)
        for text, run in zip(shown(document, document.blocks[0]), document.blocks[0].runs, strict=True)
    ]
    strong, emphasis = Style.STRONG, Style.EMPHASIS
    assert runs == [
        ("a ", Style.PLAIN),
        ("b ", strong),
        ("c", strong | emphasis),
        (" d", strong),
        (" ", Style.PLAIN),
        ("e  f", Style.LITERAL),
        (" ", Style.PLAIN),
        ("g", Style.STRIKE),
        (" ", Style.PLAIN),
        ("* ", Style.PLAIN),
        ("&", Style.PLAIN),
        (" ", Style.PLAIN),
        ("h", Style.PLAIN),
    ]
    entity = next(run for run in document.blocks[0].runs if run.shown)
    assert document.text[entity.start : entity.end] == "&amp;"


@pytest.mark.parametrize(
    ("source", "text", "target", "role"),
    [
        ('[in](../x.md#a "t")', "in", "../x.md#a", ""),
        ("[Foo  Bar]", "Foo  Bar", "foo bar", "reference"),
        ("[text][foo bar]", "text", "foo bar", "reference"),
        ("<https://a.b/c_d>", "https://a.b/c_d", "https://a.b/c_d", ""),
        ("(https://a.b/c_d).", "https://a.b/c_d", "https://a.b/c_d", ""),
        ("www.a.org/x,", "www.a.org/x", "http://www.a.org/x", ""),
        ("[x](javascript:alert)", "x", "javascript:alert", ""),
        ("![picture](a.png)", "picture", "a.png", "image"),
        ("note[^n]", "n", "n", "footnote"),
    ],
)
def test_links_keep_their_targets_as_written(source: str, text: str, target: str, role: str) -> None:
    document = parse_markdown(f"{source}\n\n[foo bar]: /there\n[^n]: words\n")
    block = document.blocks[0]
    linked = [
        (said, run.target, run.role) for said, run in zip(shown(document, block), block.runs, strict=True) if run.target
    ]
    assert linked == [(text, target, role)]


def test_lists_quotes_and_literals_nest() -> None:
    text = "- one\n  two\n\n  three\n  > quote\n  > - deep\n\n1. x\n   ```py opt\n     a\n\n   b\n   ```\n"
    document = parse_markdown(text)
    assert [(block.kind, block.marker, shown(document, block)) for block in document.blocks] == [
        (K.ITEM, "-", ["one", "two"]),
        (K.PARAGRAPH, "", ["three"]),
        (K.QUOTE, "", ["quote"]),
        (K.ITEM, "-", ["deep"]),
        (K.ITEM, "1.", ["x"]),
        (K.LITERAL, "py opt", ["a", "b"]),
    ]
    depths = [block.depth for block in document.blocks]
    assert depths[1] > depths[0] and depths[2] > depths[1] and depths[5] > depths[4]
    assert document.blocks[0].group != document.blocks[4].group


def test_table_rows_have_cells_and_the_row_of_dashes_is_layout() -> None:
    document = parse_markdown("| a | b \\| *c* |\n|---|:-:|\n| `1` |  |\n2 | 3 | 4\n")
    rows = document.blocks
    assert [row.kind for row in rows] == [K.TABLE_ROW] * 3
    assert [row.header for row in rows] == [True, False, False]
    assert [row.cells for row in rows] == [(0, 1), (0, 1), (0, 1)]
    assert [shown(document, row) for row in rows] == [["a", "b ", "| ", "c"], ["1"], ["2", "3"]]
    assert [row.first_line for row in rows] == [1, 3, 4]
    assert len({row.group for row in rows}) == 1


def test_html_hides_its_tags_and_comments_are_comments() -> None:
    assert outline("<div class='x'>\n<!-- y -->\n<b>Hi &amp; ho</b>\n</div>\n\n<!-- stance: partial -->\n") == [
        (K.OTHER, ["Hi ", "&", " ho"]),
        (K.COMMENT, []),
    ]


def test_link_definitions_are_targets_and_labels() -> None:
    document = parse_markdown("see\n\n[Foo  Bar]: https://x.y 'title'\n[b]: z.md\n- [c]: d\n")
    assert [block.kind for block in document.blocks] == [K.PARAGRAPH, K.TARGET, K.TARGET, K.TARGET]
    assert document.labels["foo bar"].address == "https://x.y"
    assert document.labels["b"].address == "z.md"


def test_front_matter_terms_and_footnotes() -> None:
    assert outline("---\ntitle: x\n---\n\nTerm\n: meaning\n\nsee[^1]\n\n[^1]: note\n    more\n") == [
        (K.LITERAL, ["title: x"]),
        (K.TERM, ["Term"]),
        (K.PARAGRAPH, ["meaning"]),
        (K.PARAGRAPH, ["see", "1"]),
        (K.ITEM, ["note", "more"]),
    ]


def test_an_item_without_text_is_an_item() -> None:
    assert outline("-\n- b\n") == [(K.ITEM, []), (K.ITEM, ["b"])]


_NASTY = [
    "",
    "\n",
    " \n\t\n",
    "a\r\nb\rc\n",
    "- - - x\n",
    "> > > x\nlazy\n> > y",
    "\t- a\n\t\t- b\n",
    "- a\n\n\n\tb\n",
    "1) a\n\n       code\n",
    "| a |\n|---|\n| \\| |\n| |\n|\n",
    "a | b\n- | -\n1\n",
    "> | a | b |\n> |---|---|\n> | 1 | `|` |\n",
    "- | a | b |\n  |---|---|\n  | 1 | 2 |\n",
    "1 | 2\n---|---\n1 | 2\n",
    "***a** b* _c_d_ **e\nf**\n",
    "~~~~~a~~ b~~~\n",
    "[a [b](c)](d) ![x ![y](z)](w)\n",
    "`` a ` b `` ` c\nd `\n",
    "<a href='x\ny'>t</a> <!-- c\nd --> e\n",
    "<!-- never closed\n\ntext\n",
    "<script>\nvar x;\n</script> after\n",
    "&nbsp;&#10;&bogus; &#x1F600;\n",
    "# a # b ##\n#\tc\n####### d\n",
    "Setext with `code`  \nline two\\\nthree\n===\n",
    "[foo]: <a b> 'multi\nline'\n[foo]: dup\n\n[foo]\n",
    "term\n\n: def\n  - x\n\n~ y\n",
    "[^a]: x\n\n    ```\n    code\n    ```\n\n[^a] [^b]\n",
    "---\na: b\n",
    "---\na: b\n...\nc\n",
    "\x00\x0b\x0c\u2028x\u00a0\n",
    "\ufeff# bom\n",
    "    code\n\n\n    more\n\ntext\n",
    "```\nnever closed\n\n  x",
    "+ ```\n  a\n  ```\n+     b\n",
    "* * *\n- - -\n___\n",
]


@pytest.mark.parametrize("text", _NASTY)
def test_nothing_is_lost_of_nasty_texts(text: str) -> None:
    check_places(parse_markdown(text))


# fmt: off
_SIGNS = [
    "# ", "> ", "- ", "1. ", "    ", "\t", "\n", "\n\n", "*", "**", "_", "`", "```", "~~", "[", "](", ")", "![",
    "]: ",
    "|", "|---|---|", "<b>", "</b>", "<!--", "-->", "\\", "&amp;", "[^1]", "[^1]: ", ": ", "---", "===",
    "a", "b c", "é",
    "https://x.y/z", "\r", "<div>",
]
# fmt: on


@given(st.lists(st.sampled_from(_SIGNS), max_size=40).map("".join))
def test_the_pieces_are_the_text_and_runs_lie_in_their_blocks(text: str) -> None:
    check_places(parse_markdown(text))


@given(st.text(alphabet="abc déf,.", max_size=60))
def test_plain_words_are_shown_as_they_are(text: str) -> None:
    document = parse_markdown(text)
    said = "".join("".join(shown(document, block)) for block in document.blocks)
    assert "".join(said.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000 + " deep\n",
        "> " * 10_000 + "deep\n",
        "- " * 10_000 + "deep\n",
        "".join("> " * depth + "x\n\n" for depth in range(200)),
        "word " * 200_000,
        "[" * 100_000,
        "![" * 3_000 + "](x)" * 3_000,
        "![" * 300 + "](x)" * 300,
        "*a **b " * 5_000,
        "<div>\n" + "<!-- <a " * 50_000,
        "[a](b " * 20_000,
    ],
    ids=lambda text: text[:6],
)
def test_texts_made_to_hurt_are_shown_whole(text: str) -> None:
    document = parse_markdown(text)
    check_places(document)
    assert any(block.runs for block in document.blocks) or "<" in text


def test_what_is_nested_too_deeply_is_said_to_be() -> None:
    document = parse_markdown(">" * 10_000 + " deep\n")
    assert shown(document, document.blocks[0]) == ["deep"]
    assert [problem.line for problem in document.problems] == [1]


def visible(document: Document) -> str:
    return "\n".join(render_block(block, document.text).text for block in document.blocks)


def as_markdown_it_shows(text: str) -> str:
    """The text of markdown-it's own tokens, without any of ours."""
    return " ".join(_said(token) for token in _plain_markdown_it().parse(text))


@cache
def _plain_markdown_it() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return md.use(deflist_plugin).use(footnote_plugin, move_to_end=False).use(front_matter_plugin)


_BROKEN_LINK = re.compile(r"\]\[[^\[\]]*\]|\]\((?:https?:|#|\.{0,2}/)[^()\[\]]*\)")  # ours are read as links


def _said(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "footnote_ref":
        return str(token.meta["label"])
    if token.type == "html_block":
        bare = re.sub(r"(?s)<!--.*?-->|<(script|style)[^>]*>.*?</\1>|<[^>]*>", " ", token.content)
        return html.unescape(re.sub(r"\]\([^()\s]+\)", "]", bare))
    if token.type == "code_inline":
        return token.content.replace("]", " ")
    if token.children is not None:
        said = "".join(map(_said, token.children))
        return _BROKEN_LINK.sub(lambda link: "]" if "[" in said[: link.start()] else link[0], said)  # one was begun
    return "" if token.type == "html_inline" else token.content


def real_pages(repository: Path, some: int) -> Iterator[tuple[str, str]]:
    """Blob and text of the Markdown files of a history, or about so many of them."""
    git = ["git", "-C", str(repository)]
    listed = subprocess.run([*git, "rev-list", "--all", "--objects"], check=True, capture_output=True, text=True).stdout
    pages = [line.split(" ", 1)[0] for line in sorted(listed.splitlines()) if line.endswith(".md")]
    chosen = pages[:: max(1, len(pages) // some)] if some else pages
    names = "".join(f"{page}\n" for page in chosen)
    batch = subprocess.run([*git, "cat-file", "--batch"], input=names.encode(), check=True, capture_output=True).stdout
    at = 0
    for page in chosen:
        start = batch.index(b"\n", at) + 1
        end = start + int(batch[at:start].split()[2])
        yield page, decode(batch[start:end])
        at = end + 1


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_real_pages_come_back_whole_and_say_what_markdown_it_says(
    review_history: Path, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    count, differing = 0, []
    for page, text in real_pages(review_history, some=0 if in_soak else 200):
        document = parse_markdown(text)
        check_places(document)
        if words(visible(document)) != words(as_markdown_it_shows(text)):
            differing.append(page)
        count += 1
    record_property("soak", f"{count - len(differing)} of {count} pages say what markdown-it says")
    assert differing == []
    assert count >= 200
