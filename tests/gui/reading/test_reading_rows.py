"""Rows of a document that is read."""

import subprocess
from pathlib import Path

from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Document
from visioneditor.core.document.parsing import parse_path
from visioneditor.gui.prose.rows import Piece
from visioneditor.gui.prose.selecting import pieces_of
from visioneditor.gui.prose.shown import render_words
from visioneditor.gui.reading.reading_rows import reading_rows


def test_every_block_knows_its_section(vision: Document) -> None:
    rows = reading_rows(vision)
    assert [row.section for row in rows] == [1, 1, 2, 2, 3, 3]
    assert [row.is_heading for row in rows] == [True, False] * 3


def test_text_before_the_first_heading_is_shown() -> None:
    rows = reading_rows(parse_markdown("Before.\n\n# Head\n"))
    assert [row.is_heading for row in rows] == [False, True]


def test_keys_are_unique(vision: Document) -> None:
    keys = [row.key for row in reading_rows(vision)]
    assert len(keys) == len(set(keys))


def test_all_visible_words_of_real_documents_are_shown(governance: Path) -> None:
    for path in ("reference/technical-vision.rst", "doc/source/user_survey/analysis-2023.rst"):
        read = ["git", "-C", str(governance), "show", f"master:{path}"]
        text = subprocess.run(read, check=True, capture_output=True, text=True, encoding="utf-8").stdout
        document = parse_path(path, text)
        shown = "".join(
            render_words(piece.words).text
            for row in reading_rows(document)
            for piece in pieces_of(row, 0)
            if isinstance(piece, Piece)
        )
        runs = [text[run.start : run.end] for block in document.blocks for run in block.runs]
        assert len(shown) > 0.95 * sum(map(len, runs))
