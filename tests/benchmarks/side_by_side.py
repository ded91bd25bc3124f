"""Side by side with 100 projects that answer 40 sections: how long until it is shown, and how long a step takes.

What a reader waits for: the rows, their first paint, a turn of the wheel, a step sideways, a choice in the picker.
"""

from visioneditor.gui import qt_loading  # noqa: F401, I001 - as the program's entry does it: before PySide

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import thread_time

from PySide6.QtWidgets import QApplication

from tests.benchmarks.figures import Figure
from tests.benchmarks.material import Material
from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.consensus.filtering import AnswerFilter
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.fonts import load_fonts
from visioneditor.gui.look import Look
from visioneditor.gui.reading.beside_view import BesideView
from visioneditor.gui.reading.reading_view import ReadingView
from visioneditor.gui.worked_out import AnsweredText
from visioneditor.services.model import Annotations, LoadedDocument

PROJECTS, SECTIONS, WORDS = 100, 40, 120
FIRST_MS, FRAME_MS, CHOICE_MS = 100.0, 16.0, 50.0
_STEPS = 120
_SENTENCE = "What the project does here is told in some words, with a `name` and a *stress*. "


def build_answers() -> AnsweredText:
    """A vision of 40 sections with the answers of 100 projects to each."""
    parts = (f"## Goal {n}\n\n{_SENTENCE * 8}\n\n{_SENTENCE * 4}\n\n" for n in range(SECTIONS - 1))
    document = parse_markdown("# Vision\n\nWhat is wanted.\n\n" + "".join(parts))
    text = _SENTENCE * (WORDS // 15)
    stances = [*Stance, None]
    annotations = tuple(
        Annotation(
            project=f"project-{number:02}",
            section=section,
            heading=section.title,
            match=Match.EXACT,
            confirmed=True,
            stance=stances[(number + section.number) % len(stances)],
            stale=number % 7 == 0,
            written_against="7e4adc75" * 5,
            text=text,
            path=f"project-{number:02}.md",
            first_line=section.number,
            last_line=section.number + 1,
        )
        for number in range(PROJECTS)
        for section in document.sections
    )
    loaded = LoadedDocument(revision="1", path="vision.md", data=b"", document=document)
    names = tuple(f"project-{number:02}" for number in range(PROJECTS))
    found = Annotations(document="vision.md", revision="1", projects=names, teams=0, annotations=annotations)
    return AnsweredText(loaded, found).work_out()


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds of the window's thread itself: what others do meanwhile on a busy machine does not count."""
    begin = thread_time()
    work()
    return (thread_time() - begin) * 1000


def _paint(view: ReadingView) -> None:
    view.beside.header.repaint()
    view.prose.viewport().repaint()


def measure_here(has_cards: bool) -> dict[str, float]:
    """The figures of one layout, in this process."""
    application = QApplication.instance() or QApplication([])
    load_fonts()
    view, answered = ReadingView(Look()), build_answers()
    view.prose.motion_ms = 0
    view.resize(1440, 800)
    view.show_document(answered.document)
    view.show()
    application.processEvents()

    def show() -> None:
        view.beside.show_answers(answered)
        view.beside.show_view(BesideView(projects=answered.annotations.projects))
        view.set_beside(True, has_cards=has_cards)
        _paint(view)

    found = {"first": _timed(show)}
    found["idle"] = max(_timed(view.prose._on_idle) for _ in range(60))

    def scroll() -> None:
        view.prose.scroll_by(48)
        _paint(view)

    steps = sorted(_timed(scroll) for _ in range(_STEPS))
    found["scroll"], found["slowest scroll"] = steps[len(steps) // 2], steps[-1]
    bar = view.prose.horizontalScrollBar()

    def aside() -> None:
        bar.setValue(bar.value() + 48)
        _paint(view)

    found["sideways"] = sorted(_timed(aside) for _ in range(_STEPS))[_STEPS // 2]

    def choose() -> None:
        view.beside.show_view(BesideView(projects=answered.annotations.projects, wanted=AnswerFilter(is_stale=True)))
        _paint(view)

    found["filter"] = _timed(choose)
    view.close()
    return found


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """Both layouts, each in a process of its own without a screen."""
    figures: list[Figure] = []
    for name in ("columns", "cards"):
        command = [sys.executable, "-m", "tests.benchmarks.side_by_side", name]
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        )
        figures += _figures(name, json.loads(done.stdout.splitlines()[-1]))
    return tuple(figures)


def _figures(name: str, found: dict[str, float]) -> list[Figure]:
    what = f"{PROJECTS} projects by {SECTIONS} sections, {name}"
    rows = (
        ("first shown", "first", FIRST_MS),
        ("a step down, median", "scroll", FRAME_MS),
        ("a step down, slowest", "slowest scroll", CHOICE_MS),
        ("a step sideways, median", "sideways", FRAME_MS),
        ("a filter chosen", "filter", FIRST_MS),
        ("measured when idle, longest", "idle", CHOICE_MS),
    )
    return [
        Figure(name=f"{what}: {title}", peer_name="the limit", ours=found[key], peer=limit, unit="ms", bound=1.0)
        for title, key, limit in rows
    ]


if __name__ == "__main__":
    print(json.dumps(measure_here(sys.argv[1] == "cards")))
