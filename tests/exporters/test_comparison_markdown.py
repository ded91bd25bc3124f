"""A comparison to paste into a mail or a review; rendered it shows the document's words and nothing else."""

from html import unescape

import pytest
from markdown_it import MarkdownIt

from tests.core.compare.samples import VISION, compare_markdown
from visioneditor.exporters.comparison_markdown import render_comparison_markdown
from visioneditor.exporters.comparison_markdown_marks import escape

CHANGED = VISION.replace("open to everyone", "open to anyone").replace("## Interoperability", "## One client")
_RENDER = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])


def shown(old: str, new: str) -> str:
    return render_comparison_markdown(compare_markdown(old, new))


def test_a_changed_word_is_struck_and_the_new_one_bold() -> None:
    assert "> Users help themselves through an API that is open to ~~everyone~~ **anyone**. Nobody" in shown(
        VISION, CHANGED
    )


def test_a_section_has_a_heading_and_says_what_happened() -> None:
    text = shown(VISION, CHANGED)
    assert text.startswith("3 words added · 2 removed · ")
    assert "### Self-service\n\nEdited, line 5:\n" in text
    assert "### One client\n\nRenamed from “Interoperability”, line 17:" in text
    assert text.endswith("3 sections unchanged.\n")


def test_one_sentence_where_nothing_changed() -> None:
    assert shown(VISION, VISION) == "The two texts are the same.\n"


def test_moves_are_said_in_words() -> None:
    item = "- hosts share nothing but their rack\n"
    text = shown(VISION, VISION.replace(item, "") + "\n" + item)
    assert "> - **Moved down to “Versions”:** hosts share nothing but their rack" in text
    assert "> - **Moved down from “Partitioning”:** hosts share nothing but their rack" in text


def test_whole_blocks_are_named_and_long_ones_that_are_gone_cut() -> None:
    assert "> **Added:** More is to come." in shown(VISION, f"{VISION}\nMore is to come.\n")
    text = shown(f"{VISION}\n{'word ' * 90}\n", VISION)
    assert f"> **Removed:** {'word ' * 25}… (90 words)" in text


def test_a_sign_is_marked_with_its_word() -> None:
    text = shown("# A\n\nClouds, big ones are grey.\n", "# A\n\nClouds; big ones are grey.\n")
    assert "~~Clouds,~~ **Clouds;** big ones" in text


def test_literals_are_a_diff_in_a_fence_longer_than_theirs() -> None:
    old = "# A\n\n~~~~\none\n```\ntwo\nthree\n~~~~\n"
    lines = shown(old, old.replace("two", "too")).splitlines()
    assert lines[-7:] == ["> ````diff", ">  …", ">  ```", "> -two", "> +too", ">  three", "> ````"]


def test_tables_show_their_header_and_the_changed_rows() -> None:
    table = "# A\n\n| name | vote |\n|---|---|\n| ada | yes |\n| bob | no |\n"
    lines = shown(table, table.replace("no", "a\\|b")).splitlines()
    assert lines[-3:] == ["> |  | name | vote |", "> |---|---|---|", "> |  | bob | ~~no~~ **a\\|b** |"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "&lt;b&gt; &#60;",
        "*emphasis* __strong__ `code` ~~struck~~",
        "![x](http://evil.example/x.png) [a](javascript:alert) [b]: /c",
        "# heading",
        "- item",
        "1. item",
        "> quote",
        "===",
        "| a | b |",
        "a \\* b \\\\ c \\",
        "```",
        "$x$",
    ],
)
def test_text_of_a_document_never_becomes_markup(hostile: str) -> None:
    rendered = _RENDER.render(escape(f"a {hostile}"))
    assert unescape(rendered) == f"<p>a {hostile}</p>\n"


@pytest.mark.parametrize("hostile", ["# heading", "- item", "1) item", "> quote", "+ x", "=== y", "---"])
def test_text_at_the_beginning_of_a_line_never_becomes_a_block(hostile: str) -> None:
    code = "".join(f"\\{sign}" if not sign.isalnum() and not sign.isspace() else sign for sign in hostile)
    text = shown("# A\n\nold words here\n", f"# A\n\n{code} old words here\n\n{code}\n")
    rendered = _RENDER.render(text)
    assert not any(tag in rendered for tag in ("<li>", "<ol", "<h1>", "<h2>", "<hr"))
    assert rendered.count("<h3>") == 1


def test_nobody_is_called() -> None:
    assert "@\u2060everybody" in escape("call @everybody")
    assert escape("mail a@b.example") == "mail a@b.example"


def test_words_within_words_keep_their_underscores() -> None:
    assert escape("os_compute_api _x_") == "os_compute_api \\_x\\_"
