"""A hand that writes where somebody else does, too, and decides whose words stand there, until it is killed.

It is started and talks as `drafting_hand` does. It never gives up a word: of what both wrote it takes both, and writes
words of its own behind. Broken off, the merge is begun again before it types on.
"""

import sys
from functools import cached_property
from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from tests.gui.drafting_hand import IMPORTED, Hand, draft
from tests.gui.reviewing_hand import fork_windows
from tests.services.review_world import PATH
from visioneditor.core.drafting.decisions import Taken
from visioneditor.gui.desks.merging_desk import MergingDesk
from visioneditor.gui.merging.merge_page import MergePage
from visioneditor.store.model import StoredMerge

ALSO_IMPORTED = (*IMPORTED, MergePage)


class MergingHand(Hand):
    """Does one thing after another."""

    @cached_property
    def _merging(self) -> MergingDesk:
        return self._mode.merging

    def begin(self) -> None:
        """Say first how much of a merge is here again."""
        page = self._merging.page if self._merging.is_shown else None
        decisions = page.decided_so_far if page is not None else None
        self.say("merge", "", len(decisions.decided) if decisions is not None else -1)
        super().begin()

    def _kept(self) -> StoredMerge | None:
        workspace = self._window.session.workspace
        assert workspace is not None
        return workspace.store.find_merge(workspace.repository.key, PATH, "draft")

    def act(self) -> None:
        """On the merge's page where it is there; one that was broken off is begun again at once."""
        if self._merging.is_shown:
            self.decide(self._merging.page)
        elif self._kept() is None:
            self._random.choices((self.type, self.commit, self.others_and_update), (20, 1, 6))[0]()
        elif self._window.is_settled:
            self.update()

    def others_and_update(self) -> None:
        self.commit_theirs()  # the window is not committing: its dialog is closed
        self.update()

    def with_theirs(self, text: str, word: str) -> str:
        """At the very place where the hand writes."""
        return f"{text.rstrip()} {word}\n"

    def decide(self, page: MergePage) -> None:
        """The place in hand, or another one; in the end put it into the draft, or break it off."""
        decisions, place = page.decided_so_far, page.in_hand
        if decisions is None or place is None:
            return
        if decisions.is_open(place):
            page._take(place, Taken.BOTH)  # as its key does, which is heard in an active window alone
        elif decisions.open_places or self._random.random() < 0.2:
            self._random.choice((page.go_next, page.go_back))()
        else:
            self._random.choices((self.write, self.finish, self._merging.leave), (20, 2, 1))[0]()

    def write(self) -> None:
        """A word into the field below, behind those that are to stand there."""
        own = self._merging.page.own
        own.moveCursor(QTextCursor.MoveOperation.End)
        self._typed += 1
        word = f"w{self._seed}x{self._typed}"
        QTest.keyClicks(own, f" {word}")
        self.say("word", word, word)

    def finish(self) -> None:
        """Put what was decided into the draft."""
        self.say("finishing", "", self._typed)
        self._merging.page.save.click()


def main() -> None:
    """Write in the repository that was named."""
    (repository,) = sys.argv[1:]
    fork_windows(lambda seed: draft(Path(repository), False, seed, MergingHand))


if __name__ == "__main__":
    main()
