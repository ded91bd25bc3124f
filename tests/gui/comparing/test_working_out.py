"""Long texts are compared in another process: with the same answers, and here where there is no other process."""

import subprocess

import pytest

from visioneditor.gui.comparing.comparing_view import ComparingView
from visioneditor.gui.comparing.working_out import Way, compare_texts
from visioneditor.gui.look import Look
from visioneditor.gui.prose.rows import OLD, Row, spans_of_row
from visioneditor.gui.worked_out import ComparedTexts, takes_long
from visioneditor.services.found_pair import FoundPair, FoundText

SECTION = "## Part {0}\n\nThe committee keeps promise {0} to the people who asked for it, and says when it is kept.\n\n"


def text_of(count: int, **changed: str) -> FoundText:
    text = "# Charter\n\n" + "".join(map(SECTION.format, range(count)))
    for old, new in changed.items():
        text = text.replace(old, new)
    return FoundText(revision="", path="charter.md", data=text.encode())


@pytest.fixture(scope="module")
def pair() -> FoundPair:
    return FoundPair(old=text_of(1000), new=text_of(1000, committee="council"), named=("a", "b"))


@pytest.fixture(scope="module")
def aside(pair: FoundPair) -> ComparedTexts:
    return compare_texts(pair, Way())


def test_a_long_text_is_compared_as_any_other(pair: FoundPair, aside: ComparedTexts) -> None:
    assert takes_long(pair.size)
    here = FoundPair(old=pair.old, new=pair.new, named=pair.named)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "Popen", _refuse)
        texts = compare_texts(here, Way())
    assert texts.shown == aside.shown and texts.loaded == aside.loaded
    assert texts.rows == aside.rows and texts.changes == aside.changes
    assert texts.section_words == aside.section_words


def _refuse(*_: object, **__: object) -> None:
    raise OSError("no more processes")


def test_the_old_text_is_told_first(pair: FoundPair) -> None:
    told: list[Row] = []
    compare_texts(pair, Way(), told.extend)
    assert {span[0] for row in told for span in spans_of_row(row)} == {OLD}


def test_the_other_layout_comes_after_it(pair: FoundPair) -> None:
    texts = compare_texts(pair, Way(is_unified=True))
    assert [view.is_unified for view in texts.rows] == [True]
    texts.work_out_rest()
    assert [view.is_unified for view in texts.rows] == [True, False]


def test_what_was_compared_elsewhere_is_one_with_its_rows(look: Look, aside: ComparedTexts) -> None:
    view = ComparingView(look)
    view.resize(1200, 700)
    view.show_comparison(aside.shown, aside.rows, aside.changes)
    assert view.change_count() == len(aside.changes) > 900
    blocks = {id(block) for block in aside.shown.new.blocks}
    assert all(id(row.new) in blocks for change in aside.changes for row in change.rows)


def test_a_short_text_is_compared_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", _refuse)
    pair = FoundPair(old=text_of(3), new=text_of(3, promise="word"))
    assert not takes_long(pair.size)
    assert compare_texts(pair, Way()).shown.summary.words_added == 3
