"""Which markup a file is told to be written in."""

import subprocess
import sys

import pytest

from visioneditor.core.document.model import BlockKind, Markup
from visioneditor.core.document.parsing import detect_markup, parse_path


@pytest.mark.parametrize(
    ("path", "markup"),
    [
        ("a/vision.rst", Markup.RST),
        ("VISION.RST", Markup.RST),
        ("README.md", Markup.MARKDOWN),
        ("x.markdown", Markup.MARKDOWN),
    ],
)
def test_ending_decides_whatever_stands_in_the_file(path: str, markup: Markup) -> None:
    assert detect_markup(path, "plain words") is markup
    assert detect_markup(path, "# Title\n\nTitle\n=====\n") is markup


@pytest.mark.parametrize(
    "text",
    [
        "Title\n=====\n\nwords\n",
        "=====\nTitle\n=====\n",
        "words\n\nPart one\n--------\nmore\n",
        "words\n\n.. note:: look\n",
        ".. |name| replace:: value\n",
        "see :doc:`other` there\n",
    ],
)
def test_headings_directives_and_roles_make_a_file_without_ending_rst(text: str) -> None:
    assert detect_markup("charter", text) is Markup.RST
    assert detect_markup("charter.txt", text) is Markup.RST
    assert detect_markup("people/ada@example.org", text) is Markup.RST


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Only words.\n\nAnd more: of them.\n",
        "Title\n==\n",
        "a paragraph\nof two lines\n------------\n",
        "-----\n\nwords\n",
        "time 10:20:`x\n",
        "Speaker (00:01):\nwords\n",
    ],
)
def test_prose_without_signs_of_markup_is_text(text: str) -> None:
    assert detect_markup("notes.txt", text) is Markup.TEXT


def test_path_and_text_together_make_a_document() -> None:
    assert parse_path("x.md", "# Hi\n").markup is Markup.MARKDOWN
    plain = parse_path("x.txt", "one\ntwo\n\n  three\n")
    assert plain.markup is Markup.TEXT
    assert [(block.kind, block.first_line, block.last_line) for block in plain.blocks] == [
        (BlockKind.PARAGRAPH, 1, 2),
        (BlockKind.PARAGRAPH, 4, 4),
    ]


def test_only_the_parser_that_is_needed_is_imported() -> None:
    code = (
        "import sys; from visioneditor.core.document.parsing import parse_path; parse_path('a.txt', 'words');"
        "sys.exit(any(name in sys.modules for name in ('markdown_it', 'docutils')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
