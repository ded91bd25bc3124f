"""Changes as Markdown documents have them: what is a change of words, what of markup only, and what none."""

import pytest

from tests.core.compare.samples import broken_promises, compare_markdown, edits, facts, kinds_by_title
from visioneditor.core.compare.model import Comparison

HEAD = "# Rules\n\n"


def compared(old: str, new: str) -> Comparison:
    """A comparison of two bodies under one heading, that keeps its promises in both directions."""
    comparison = compare_markdown(HEAD + old, HEAD + new)
    assert broken_promises(comparison) == []
    assert facts(comparison) == facts(compare_markdown(HEAD + new, HEAD + old), turned=True)
    return comparison


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("One two three. Four five six, seven.\n", "One two three.\nFour five six,\nseven.\n"),
        ("One two three four\n", "One two\nthree four\n"),
        ("One two  \nthree four\n", "One two\nthree four\n"),
        ("- one two three four\n", "- one two\n  three four\n"),
        ("> one two three\n> four five\n", "> one two\n> three four five\n"),
        ("| a | b |\n|---|---|\n| one | two |\n", "| a   | b |\n|---|---|\n| one | two   |\n"),
        ("云原生技术有利于各组织\n在公有云中运行。\n", "云原生技术有利于\n各组织在公有云中运行。\n"),
    ],
    ids=["sentence-per-line", "wrapped", "hard-break", "item", "quote", "padded-cells", "han"],
)
def test_lines_broken_elsewhere_change_nothing_but_the_lines(old: str, new: str) -> None:
    comparison = compared(old, new)
    assert kinds_by_title(comparison) == {"Rules": ["reflowed"]}
    assert edits(comparison) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Keep __one__ and _two_\n", "Keep **one** and *two*\n"),
        ("Keep the **one** rule\n", "Keep the one **rule**\n"),
        ("* one\n* two\n", "- one\n- two\n"),
        ("1. one\n2. two\n", "2. one\n3. two\n"),
        ("- one\n- two\n", "- one\n  - two\n"),
        ("```py\nrun it\n```\n", "```python\nrun it\n```\n"),
        ("```\nrun it\n```\n", "    run it\n"),
        ("Tea &amp; cake\n", "Tea & cake\n"),
        ("Two \\* three\n", "Two * three\n"),
        ("One\n\n***\n\ntwo\n", "One\n\n---\n\ntwo\n"),
        ("Plain words\n", "> Plain words\n"),
        ("See http://a.org/b now\n", "See <http://a.org/b> now\n"),
        ("See http://a.org/b now\n", "See [http://a.org/b](http://a.org/b) now\n"),
        ("Some text\n", "<!-- ask first -->\n\nSome text\n"),
        ("One two<br>three\n", "One two  \nthree\n"),
        ("See [it](http://a.org)\n", "See [it][1]\n\n[1]: http://a.org\n"),
        ("One red boat here\nand one blue boat\n", "- One red boat here\n- and one blue boat\n"),
        ("- One red boat here\n  and one blue boat\n", "- One red boat here\n- and one blue boat\n"),
    ],
)
def test_signs_alone_are_markup_and_change_no_word(old: str, new: str) -> None:
    summary = compared(old, new).summary
    assert (summary.words_added, summary.words_removed, summary.words_moved) == (0, 0, 0)
    assert summary.markup_changes + summary.link_changes > 0


def test_a_heading_drawn_in_another_style_is_the_same_one() -> None:
    assert kinds_by_title(compare_markdown("Rules\n=====\n\ntext\n", "# Rules\n\ntext\n")) == {"Rules": ["markup"]}
    assert kinds_by_title(compare_markdown("Rules\n-----\n\ntext\n", "### Rules\n\ntext\n")) == {
        "Rules": ["releveled", "markup"]
    }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("- [ ] write it\n", "- [x] write it\n", [("insert", "", "x")]),
        ("- [ ] write it\n", "- [ ] write it down\n", [("insert", "", "down")]),
        ("---\n", "---\n", []),
        (
            "<details>\n<summary>More</summary>\n\ntext\n\n</details>\n",
            "<details>\n<summary>Even more</summary>\n\ntext\n\n</details>\n",
            [("replace", "More", "Even more")],
        ),
        ("| one | two |\n|---|---|\n| a | b |\n", "| one | two |\n|---|---|\n| a | c |\n", [("replace", "b", "c")]),
        ("שלום לכל העולם הגדול\n", "שלום לכל העם הגדול\n", [("replace", "העולם", "העם")]),
        ("- one\n  - two\n  - four\n", "- one\n  - two\n  - three\n  - four\n", [("insert", "", "- three")]),
        ("Use `--old-name` now\n", "Use `--new-name` now\n", [("replace", "old", "new")]),
        ("Term[^1] here\n\n[^1]: A note.\n", "Term[^1] here\n\n[^1]: A long note.\n", [("insert", "", "long")]),
    ],
)
def test_a_word_is_told_where_it_stands(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert edits(compared(old, new)) == expected


def test_a_field_of_the_front_matter_is_an_edit_of_its_own() -> None:
    old = "---\nnumber: 1\ntitle: Boats\nstatus: Draft\n---\n\n# Boats\n\ntext\n"
    new = old.replace("status: Draft", "status: Final\nneeds: 5")
    assert edits(compare_markdown(old, new)) == [("replace", "Draft", "Final\nneeds: 5")]
