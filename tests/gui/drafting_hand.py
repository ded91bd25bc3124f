"""A hand that writes in the real window until it is killed: it types, commits, and brings its draft up to date.

It is started and talks as `reviewing_hand` does. Each word it types is one of its own; now and then somebody else
commits onto the branch with git, so that a commit is refused and the draft has to be brought up to date.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from tests.gui.reviewing_hand import fork_windows
from tests.services.review_world import PATH
from visioneditor.core.drafting import three_way
from visioneditor.errors import VisionEditorError
from visioneditor.gui.app import build_application, build_look
from visioneditor.gui.desks.desks import Desks
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.dialogs.commit_dialog import CommitDialog
from visioneditor.gui.screenshot import settle
from visioneditor.gui.window import Window
from visioneditor.repository import hooks, index_writing, writing
from visioneditor.services import opening, rebasing
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.settings import Settings

IMPORTED = (Desks, hooks, index_writing, opening, rebasing, three_way, writing)  # once, before a window is forked
PAUSES_MS = (5, 40)  # between two things that the hand does
OTHERS_S = 0.2  # after which somebody else has committed, at the latest
THEIRS = "The cloud is"  # words in a section in which the hand writes nothing


class Hand(QObject):
    """Does one thing after another."""

    def __init__(self, window: Window, seed: str) -> None:
        super().__init__(window)
        self._window, self._seed, self._random = window, seed, random.Random(seed)
        (self._mode,) = window.findChildren(DraftingMode)
        assert window.session.workspace is not None
        self._repository = window.session.workspace.repository
        self._typed = self._theirs = 0
        self._mode.saving.committed.connect(self._on_committed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    def begin(self) -> None:
        """From now on."""
        self._timer.start()

    @Slot()
    def _on_time(self) -> None:
        self.say("beat", self._seed, None)
        dialog = self._dialog()
        if dialog is not None:
            self.answer(dialog)
        elif self._mode.desk.opened is None:
            if self._window.is_settled:  # asked again and again, it would begin to open anew each time
                self._window.session.go(mode=Mode.DRAFT)
        else:
            self.act()
        self._timer.start(self._random.randint(*PAUSES_MS))

    def act(self) -> None:
        """Do one thing to the draft."""
        self._random.choices((self.type, self.commit, self.update, self.others), (30, 3, 1, 1))[0]()

    def say(self, what: str, key: str, value: object) -> None:
        """Tell that something is on the screen now."""
        print(json.dumps([time.monotonic(), what, True, key, value]), flush=True)

    def _dialog(self) -> CommitDialog | None:
        shown = (dialog for dialog in self._window.frame.findChildren(CommitDialog) if dialog.isVisible())
        return next(shown, None)

    def type(self) -> None:
        editor = self._mode.page.editor
        editor.moveCursor(QTextCursor.MoveOperation.End)
        self._typed += 1
        word = f"w{self._seed}x{self._typed}"
        if self._random.random() < 0.1:
            QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.keyClicks(editor, f" {word}")
        self.say("word", word, word)

    def commit(self) -> None:
        self._window.frame.commands.run("draft.commit")

    def answer(self, dialog: CommitDialog) -> None:
        """Commit, or bring the draft up to date where that was refused."""
        if dialog.form.said.text() and dialog.form.commit.isEnabled():
            self.say("refused", "", dialog.form.said.text())
            dialog.reject()
            self.update()
        elif dialog.form.commit.isEnabled() or not dialog.form.subject.text():
            self.say("committing", "", self._typed)
            dialog.form.subject.setText(f"Write {self._typed} words")
            dialog.form.commit.click()

    def update(self) -> None:
        self._window.frame.commands.run("draft.update")

    def others(self) -> None:
        """Somebody else commits, while the window writes nothing."""
        if self._window.is_settled:
            self.commit_theirs()

    def commit_theirs(self) -> None:
        folder = self._repository.work_tree
        assert folder is not None
        text = subprocess.run(["git", "show", f"HEAD:{PATH}"], cwd=folder, check=True, capture_output=True).stdout
        self._theirs += 1
        word = f"w{self._seed}y{self._theirs}"
        (folder / PATH).write_bytes(self.with_theirs(text.decode(), word).encode())
        done = subprocess.run(["git", "commit", "-q", "-m", "Theirs", "--", PATH], cwd=folder, check=False)
        if done.returncode == 0:
            self.say("word", word, word)

    def with_theirs(self, text: str, word: str) -> str:
        """What somebody else makes of the text: another place than where the hand writes."""
        return text.replace(THEIRS, f"{THEIRS} {word}", 1)

    @Slot(str)
    def _on_committed(self, commit: str) -> None:
        self.say("committed", commit, commit)

    @Slot(object)
    def on_failed(self, error: VisionEditorError) -> None:
        """It is told in the window, and fails the test."""
        self.say("error", "", f"{error} {error.detail}")


def draft(repository: Path, has_hooks: bool, seed: str, hand_of: Callable[[Window, str], Hand] = Hand) -> None:
    """Open the window and write until killed."""
    request = WindowRequest(repository=repository, document=PATH, mode=Mode.DRAFT)
    settings = Settings(hooks_allowed=(str(repository),) if has_hooks else ())
    build_application(settings, request)
    window = Window(build_look(settings, request), settings, request)
    window.start()
    settle(window)
    hand = hand_of(window, seed)
    window.session.failed.connect(hand.on_failed)
    hand.say("ready", "", os.getpid())
    hand.begin()
    QEventLoop().exec()


def main() -> None:
    """Write in the repository that was named."""
    repository, hooked = sys.argv[1:]
    fork_windows(lambda seed: draft(Path(repository), hooked == "True", seed))


if __name__ == "__main__":
    main()
