"""A hand that reviews in the real window until it is killed, and says what stands on the screen since when.

Started once, it forks a window for each line `SEED` on its standard input, so that what they import is loaded once.
Each window prints its process id, then one line for everything it does: `[seconds, what, is_shown, key, value]`.
`is_shown` false: it was asked for, and may be so from now on; true: it is on the screen.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from PySide6.QtTest import QTest

from tests.services.review_world import PATH
from visioneditor.core.review.model import Comment
from visioneditor.errors import VisionEditorError
from visioneditor.gui.app import build_application, build_look
from visioneditor.gui.desks.desks import Desks
from visioneditor.gui.desks.own_desk import OwnDesk
from visioneditor.gui.prose.rows import NEW, SelectedSpan
from visioneditor.gui.screenshot import settle
from visioneditor.gui.widgets.comment_editor import CommentEditor
from visioneditor.gui.window import Window
from visioneditor.services import annotating, opening, tracing
from visioneditor.services.moving import move_back
from visioneditor.services.reviewing import load_comments, resolve_change, set_cover, set_vote
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.settings import Settings

IMPORTED = (Desks, OwnDesk, annotating, opening, tracing, move_back)
MOST_EDITORS = 3
PAUSES_MS = (10, 60)  # between two things that the hand does
WORDS = ("who", "decides", "which", "of", "them", "counts", "𝔸", "größe", "or", "e\u0301", "at", "all\nof", "it")
CHANGE = "7"
EXPECTED = ("review.no-draft", "review.not-deleted", "review.not-moved")  # the hand is quicker than what it sees


class Hand(QObject):
    """Does one thing after another; every comment begins with a word of its own, by which it is known."""

    def __init__(self, window: Window, seed: str) -> None:
        super().__init__(window)
        self._window, self._seed, self._random = window, seed, random.Random(seed)
        self._made = 0
        self._deleted: list[str] = []
        assert window.session.workspace is not None
        self._workspace = window.session.workspace
        self._change = resolve_change(self._workspace, CHANGE)
        window.review.own.changed.connect(self._on_changed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    @Slot()
    def _on_time(self) -> None:
        writing = (self.type, self.type, self.type, self.begin, self.finish, self.edit)
        others = (self.delete, self.discard, self.undo, self.move, self.vote, self.cover)
        self.say("beat", self._seed, None)
        self._random.choice((*writing, *others))()
        if self._random.random() < 0.1:
            self.say("sees", "", " ".join(name_of(draft.message) for draft in self.drafts()))
        self._timer.start(self._random.randint(*PAUSES_MS))

    def say(self, what: str, key: str, value: object, *, is_shown: bool = True) -> None:
        """Tell that something is on the screen now, or is wanted."""
        print(json.dumps([time.monotonic(), what, is_shown, key, value]), flush=True)

    def editors(self) -> list[CommentEditor]:
        found = self._window.frame.panel.findChildren(CommentEditor)
        return [editor for editor in found if not editor.isHidden()]

    def drafts(self) -> list[Comment]:
        """The drafts that are shown and not being written."""
        being_written = {name_of(editor.message) for editor in self.editors()}
        threads = self._window.review.threads.new
        shown = [comment for one in threads for comment in one.thread.comments if comment.draft]
        return [comment for comment in shown if name_of(comment.message) not in being_written]

    def begin(self) -> None:
        document = self._window.session.document
        if document is None or len(self.editors()) >= MOST_EDITORS:
            return
        words = self._random.choice([word for word in document.text.split() if word.isalpha()])
        start = document.text.index(words)
        span = SelectedSpan(text=NEW, start=start, end=start + len(words), quote=words)
        self._window.review.writing.begin_comment(span)

    def type(self) -> None:
        if not self.editors():
            self.begin()
            return
        editor = self._random.choice(self.editors())
        if not editor.message:
            self._made += 1
            QTest.keyClicks(editor.text, f"c{self._seed}-{self._made}")
        if self._random.random() < 0.2:
            editor.text.setPlainText(name_of(editor.message))  # and begins anew
        editor.text.moveCursor(editor.text.textCursor().MoveOperation.End)
        editor.text.insertPlainText(f" {self._random.choice(WORDS)}")
        self.say("text", name_of(editor.message), editor.message)

    def finish(self) -> None:
        written = [editor for editor in self.editors() if editor.message]
        if written:
            self._random.choice(written).keep.click()

    def edit(self) -> None:
        if (drafts := self.drafts()) and len(self.editors()) < MOST_EDITORS:
            self._window.frame.panel.list.edit_requested.emit(self._random.choice(drafts))

    def delete(self) -> None:
        if (drafts := self.drafts()) and self._random.random() < 0.4:
            draft = self._random.choice(drafts)
            self._deleted.append(name_of(draft.message))
            self.say("there", name_of(draft.message), False, is_shown=False)
            self._window.frame.panel.list.delete_requested.emit(draft)

    def discard(self) -> None:
        """Now and then, or nothing would be written for long."""
        written = [editor for editor in self.editors() if editor.message]
        if written and self._random.random() < 0.3:
            editor = self._random.choice(written)
            self._deleted.append(name_of(editor.message))
            self.say("there", name_of(editor.message), False, is_shown=False)
            editor.discard.click()

    def undo(self) -> None:
        """Of a deletion or a move; which one is the desk's to know."""
        for name in self._deleted:
            self.say("there", name, True, is_shown=False)
        for draft in self.drafts():
            self.say("place", name_of(draft.message), 3 - draft.patch_set, is_shown=False)
        self._window.frame.commands.run("review.undo-delete")

    def move(self) -> None:
        if not (drafts := self.drafts()):
            return
        draft = self._random.choice(drafts)
        name, target = name_of(draft.message), self._random.choice((1, 2))
        self.say("place", name, target, is_shown=False)
        review = self._window.review
        if (placed := review.threads.holding(draft)) is not None:
            review.own.move(placed.change, placed.thread, self._change.patch_sets[target - 1].revision)

    @Slot()
    def _on_changed(self) -> None:
        """The window has said that drafts were deleted, moved or brought back: what is on disk is what it shows."""
        drafts = load_comments(self._workspace, self._change, drafts_only=True)
        for draft in drafts:
            self.say("place", name_of(draft.message), draft.patch_set)
        for name in dict.fromkeys(self._deleted):
            self.say("there", name, name in {name_of(draft.message) for draft in drafts})

    def vote(self) -> None:
        label, value = self._random.choice(("Code-Review", "Rollcall-Vote")), self._random.randint(-2, 2)
        self.say("vote", label, value, is_shown=False)
        self._write("vote", label, value)

    def cover(self) -> None:
        self.say("cover", "", words := " ".join(self._random.choices(WORDS, k=4)), is_shown=False)
        self._write("cover", "", words)

    def _write(self, what: str, key: str, value: object) -> None:
        def work(*_: object) -> tuple[str, str, object]:
            if isinstance(value, int):
                set_vote(self._workspace, self._change, key, value)
            else:
                set_cover(self._workspace, self._change, str(value))
            return what, key, value

        self._window.jobs.start("write", "", work, self._on_written, self.on_failed, is_writing=True)

    @Slot(object)
    def _on_written(self, written: tuple[str, str, object]) -> None:
        self.say(*written)

    @Slot(object)
    def on_failed(self, error: VisionEditorError) -> None:
        """It is told in the window; what is not to be expected fails the test."""
        if error.message not in EXPECTED:
            self.say("error", "", f"{error} {error.detail}")


def name_of(message: str) -> str:
    """The word that a comment is known by."""
    return message.split(maxsplit=1)[0] if message.split() else ""


def review(repository: Path, compare: tuple[str, str], seed: str) -> None:
    """Open the window and review until killed."""
    request = WindowRequest(repository=repository, document=PATH, mode=Mode.COMPARE, compare=compare)
    settings = Settings()
    build_application(settings, request)
    window = Window(build_look(settings, request), settings, request)
    window.start()
    settle(window)
    hand = Hand(window, seed)
    window.session.failed.connect(hand.on_failed)
    hand.say("ready", "", os.getpid())
    QEventLoop().exec()


def fork_windows(work: Callable[[str], None]) -> None:
    """Fork a window for each seed that is read, and say when it is dead."""
    for line in sys.stdin:
        if os.fork() == 0:
            try:
                work(line.strip())
            finally:
                os._exit(1)
        os.wait()
        print(json.dumps([time.monotonic(), "dead", True, "", None]), flush=True)


def main() -> None:
    """Review in the repository that was named."""
    repository, old, new = sys.argv[1:]
    fork_windows(lambda seed: review(Path(repository), (old, new), seed))


if __name__ == "__main__":
    main()
