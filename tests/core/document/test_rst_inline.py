"""Inline markup of reStructuredText: runs, styles, targets."""

import pytest
from docutils.utils import punctuation_chars

from visioneditor.core.document.model import Run, Style
from visioneditor.core.document.rst import parse_rst
from visioneditor.core.document.rst_punctuation import is_pair


def runs_of(text: str) -> list[tuple[str, Style, str, str]]:
    """Text, style, target and role of each run of a paragraph's."""
    (block,) = (block for block in parse_rst(text).blocks if block.runs)
    return [(_shown(run, text), run.style, run.target, run.role) for run in block.runs]


def _shown(run: Run, text: str) -> str:
    return text[run.start : run.end] if run.shown is None else run.shown


def texts(text: str) -> list[str]:
    return [shown for shown, *_ in runs_of(text)]


@pytest.mark.parametrize(
    ("text", "shown", "style", "target", "role"),
    [
        ("*a b*", "a b", Style.EMPHASIS, "", ""),
        ("**a**", "a", Style.STRONG, "", ""),
        ("``a \\*``", "a \\*", Style.LITERAL, "", ""),
        ("`a`", "a", Style.EMPHASIS, "", ""),
        ("`a <b>`", "a", Style.LINK, "b", ""),
        ("a_", "a", Style.LINK, "a", ""),
        ("`A b`_", "A b", Style.LINK, "A b", ""),
        ("`a <http://x.y/z>`_", "a", Style.LINK, "http://x.y/z", ""),
        ("`a <http://x.y/z>`__", "a", Style.LINK, "http://x.y/z", ""),
        ("`a <b_>`_", "a", Style.LINK, "b", ""),
        ("`<http://x.y>`_", "http://x.y", Style.LINK, "http://x.y", ""),
        (":doc:`goals`", "goals", Style.LINK, "goals", "doc"),
        (":ref:`a <b>`", "a", Style.LINK, "b", "ref"),
        ("`a`:ref:", "a", Style.LINK, "a", "ref"),
        (":py:class:`a.B`", "a.B", Style.LINK | Style.LITERAL, "a.B", "py:class"),
        (":repo:`a`", "a", Style.PLAIN, "", "repo"),
        (":repo:`a <b>`", "a", Style.LINK, "b", "repo"),
        (":code:`a <b>`", "a <b>", Style.LITERAL, "", "code"),
        (":pep:`8`", "PEP 8", Style.LINK, "8", "pep"),
        ("[1]_", "1", Style.LINK | Style.LABEL, "1", "footnote"),
        ("[#]_", "#", Style.LINK | Style.LABEL, "#", "footnote"),
        ("[#a]_", "#", Style.LINK | Style.LABEL, "a", "footnote"),
        ("[CIT2]_", "CIT2", Style.LINK | Style.LABEL, "CIT2", "citation"),
        ("|a b|", "a b", Style.PLAIN, "a b", "substitution"),
        ("http://a.b/c?d=e#f", "http://a.b/c?d=e#f", Style.LINK, "http://a.b/c?d=e#f", ""),
        ("a.b@c.org", "a.b@c.org", Style.LINK, "mailto:a.b@c.org", ""),
        ("_`a b`", "a b", Style.PLAIN, "", ""),
    ],
)
def test_each_kind_of_markup(text: str, shown: str, style: Style, target: str, role: str) -> None:
    assert runs_of(f"Before {text} after.\n") == [
        ("Before ", Style.PLAIN, "", ""),
        (shown, style, target, role),
        (" after.", Style.PLAIN, "", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        '"*" and (*)',
        "a*b*c",
        "*a*b",
        "__init__ and _x",
        "``a",
        "*a b",
        "`a b",
        "a|b|c",
        "note:this",
        "x | y",
        "x *",
        "x ** y",
        "snake_case",
        "[no]",
    ],
)
def test_what_looks_like_markup_and_is_none(text: str) -> None:
    assert texts(text + "\n") == [text]


def test_escapes_lie_between_runs() -> None:
    assert texts("\\*a\\* b\\ c \\\\d\n") == ["*a", "* b", "c ", "\\d"]
    assert texts("re\\ *struct*\\ ured\n") == ["re", "struct", "ured"]


def test_markup_over_two_lines_is_two_runs() -> None:
    assert runs_of("see `the\nvision <v.html>`_ and *more\nof it*\n") == [
        ("see ", Style.PLAIN, "", ""),
        ("the", Style.LINK, "v.html", ""),
        ("vision", Style.LINK, "v.html", ""),
        (" and ", Style.PLAIN, "", ""),
        ("more", Style.EMPHASIS, "", ""),
        ("of it", Style.EMPHASIS, "", ""),
    ]


def test_anonymous_references_lead_to_their_targets_in_order() -> None:
    text = "a__ and `b c`__ and d__\n\n__ http://one\n.. __: two_\n"
    assert [target for _, style, target, _ in runs_of(text) if style] == ["http://one", "two", ""]


def test_markup_beside_punctuation() -> None:
    assert texts("“*q*”, (``x``); a-*b*-c /`d`_/\n") == ["“", "q", "”, (", "x", "); a-", "b", "-c /", "d", "/"]


def test_pairs_that_quote_are_those_of_docutils() -> None:
    for opening in punctuation_chars.openers.replace("\\", ""):
        for closing in set(punctuation_chars.closers.replace("\\", "")) - set("‟‛\u2e20\u2e1c\u2e0c\u2e09\u2e04\u2e02"):
            if opening in "\"'(<[{«»‘’“”„‹›「（" and closing in "\"')>]}»’”‘“›‹」）":
                assert is_pair(opening, closing) == punctuation_chars.match_chars(opening, closing), opening + closing
