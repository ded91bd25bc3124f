"""A chair at the real vision, with 42 real teams and three real reflections: who has answered, and who is asked."""

import csv
import re
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.conftest import Git
from tests.journeys.conftest import SCREENS, Travel
from visioneditor.gui.consensus.consensus_page import ConsensusPage
from visioneditor.services.window_request import Mode, Theme, WindowRequest

pytestmark = pytest.mark.journey

VISION = "reference/technical-vision.rst"
FIRST = "e884b733"
STANCES = ("partial", "contributes", "gap", "contributes", "partial", "not-applicable", "contributes", "partial", "gap")
HEADINGS = (
    "Self-service|Application Control|Interoperability|Bidirectional Compatibility|Partitioning|"
    "Basic Physical Data Center Management|Plays Well With Others|Customizable Integration|Graphical User Interface"
)


@pytest.fixture
def repository(governance: Path, material: Path, tmp_path: Path, git: Git) -> Path:
    """The governance repository with the reflections committed; keystone's says how it stands, and since when."""
    folder = tmp_path / "governance"
    subprocess.run(["git", "clone", "-q", "-b", "master", governance, folder], check=True, capture_output=True)
    answers = folder / "reference" / "technical-vision-reflections"
    answers.mkdir()
    commit, stances = git(folder, "rev-parse", FIRST).strip(), iter(STANCES)
    for file in sorted((material / "data" / "reflections").glob("*.rst")):
        text = file.read_text(encoding="utf-8")
        if file.stem == "keystone":
            text = re.sub(
                rf"^(?:{HEADINGS})\n[-~=^]+\n",
                lambda found: f"{found[0]}\n:stance: {next(stances)}\n:written-against: {commit}\n",
                text,
                flags=re.MULTILINE,
            )
        (answers / file.name).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Answers of three projects")
    return folder


def test_consensus_of_the_real_teams(
    travel: Travel, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = travel(WindowRequest(repository=repository, document=VISION, theme=Theme.LIGHT, size=(1440, 900)))
    me.control(Qt.Key.Key_4)
    assert me.window.session.place.mode is Mode.CONSENSUS
    page = me.window.frame.modes.currentWidget()
    assert isinstance(page, ConsensusPage)
    desk = me.window.modes.consensus_desk()
    assert desk.loaded is not None
    matrix = desk.loaded.matrix
    assert [row.project for row in matrix.rows] == ["ironic", "keystone", "placement"]
    assert (len(matrix.sections), len(matrix.missing), len(desk.loaded.teams.teams)) == (14, 40, 42)
    assert page.counted.text() == "3 of 43 projects have answered"
    for theme in Theme:
        me.window.frame.commands.run(f"view.theme-{theme.value}")
        for size in ((1440, 900), (1000, 700)):
            me.window.frame.resize(*size)
            me.look(f"{theme.value}-{size[0]}")
    me.window.frame.commands.run("view.theme-light")
    me.window.frame.resize(1440, 900)

    # From cell to cell
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        me.press(key)
    assert me.window.session.place.section == "interoperability"
    me.look("stale-answer")
    me.window.frame.commands.run("consensus.stale")
    me.look("stale-only")
    me.window.frame.commands.run("consensus.stale")
    me.window.frame.commands.run("consensus.missing")
    me.look("missing")
    me.window.frame.commands.run("consensus.missing")

    # Asking
    me.control(Qt.Key.Key_K)
    me.type("ask the projects")
    me.press(Qt.Key.Key_Return)
    dialog = desk.handing_on.dialog
    assert dialog is not None and len(dialog.listed) == 42
    mails = {one.project: one.mail for one in dialog.listed}
    assert set(mails) == {row.project for row in matrix.rows if row.project != "placement"} | set(matrix.missing)
    freezer, keystone = mails["freezer"], mails["keystone"]
    assert freezer is not None and freezer.to == ("Dmitriy Rabotyagov <noonedeadpunk@gmail.com>",)
    assert keystone is not None and "- Bidirectional Compatibility: 25 words added" in keystone.body
    at = [one.project for one in dialog.listed].index("keystone")
    item = dialog.form.projects.topLevelItem(at)
    assert item is not None
    dialog.form.projects.setCurrentItem(item)
    me.settle()
    assert dialog.grab().save(str(SCREENS / "consensus_of_the_real_teams-asking.png"))
    dialog.accept()

    # Handing on
    for name in ("answers.html", "answers.csv", "answers.pdf"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, name=name: (str(tmp_path / name), ""))
        me.window.frame.commands.run("consensus.export")
        me.settle()
    assert "<title>Consensus on “Vision for OpenStack Clouds”</title>" in (tmp_path / "answers.html").read_text("utf-8")
    with (tmp_path / "answers.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == 43 and all(row["mail"] for row in rows if row["project"] != "vitrage")
    assert (tmp_path / "answers.pdf").read_bytes().startswith(b"%PDF-")
    me.look("exported")
