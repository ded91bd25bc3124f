"""The threads beside the text: those that are resolved in one line each, the others whole.

A hundred of them would take longer to build than one waits: what is there already is kept as long as nothing in it is
another, and of what is new some are built at once and the others in the turns of the event loop that follow.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visioneditor.core.review.model import Thread
from visioneditor.gui.look import Look
from visioneditor.gui.review.folded_thread import FoldedThread
from visioneditor.gui.review.thread_wishes import ThreadWishes
from visioneditor.gui.widgets.thread_card import NO_SUGGESTIONS, Suggestions, ThreadCard
from visioneditor.services.placing import ShownThread

_AT_ONCE = 4  # cards in one turn
_Wanted = tuple[ShownThread, bool, frozenset[str], Suggestions]  # whether it is open, what in it is new


class ThreadList(ThreadWishes):
    """Cards in the order of the text. `built` when one more is there, `brought` with the card to be seen."""

    leaving = Signal()  # cards go: what stands in them is to be saved
    built = Signal()
    brought = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._threads: tuple[ShownThread, ...] = ()
        self._unread: frozenset[str] = frozenset()
        self._suggestions = NO_SUGGESTIONS
        self._opened: set[str] = set()  # resolved threads that were opened
        self._in_hand = ""
        self._is_hand_shut = False  # the thread in hand, which is open else, was folded
        self._is_to_be_seen = False
        self._built: dict[str, tuple[_Wanted, ThreadCard | FoldedThread]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._building = _timer(self, self._on_building)
        self._arriving = _timer(self, self._on_arriving)
        look.changed.connect(self.build_anew)

    def show_threads(
        self,
        threads: Sequence[ShownThread],
        in_hand: str,
        *,
        unread: Collection[str] = (),
        suggestions: Suggestions = NO_SUGGESTIONS,
    ) -> None:
        """Show these; the one in hand is open and before the eye."""
        self._threads, self._unread, self._suggestions = tuple(threads), frozenset(unread), suggestions
        self._take_in_hand(in_hand)
        self._refresh()

    def _take_in_hand(self, key: str) -> bool:
        is_other, self._in_hand = key != self._in_hand, key
        if is_other:
            self._is_hand_shut, self._is_to_be_seen = False, bool(key)
        return is_other

    def cards(self) -> tuple[ThreadCard, ...]:
        """The cards that are built, in their order; folded threads have none."""
        shown = (self._built[one.key][1] for one in self._threads if one.key in self._built)
        return tuple(card for card in shown if isinstance(card, ThreadCard))

    def card_of(self, key: str) -> ThreadCard | None:
        """The card of a thread; None where it is folded, not built yet or not shown."""
        card = self._built[key][1] if key in self._built else None
        return card if isinstance(card, ThreadCard) else None

    def open(self, key: str) -> None:
        """Open a resolved thread, until it is folded again."""
        self._is_hand_shut = self._is_hand_shut and key != self._in_hand
        if key not in self._opened:
            self._opened.add(key)
            self._refresh()

    @Slot(object)
    def _on_open(self, thread: Thread) -> None:
        self.open(thread.key)
        self.chosen.emit(thread)

    @Slot(object)
    def _on_fold(self, thread: Thread) -> None:
        key = thread.key
        self._opened.discard(key)
        self._is_hand_shut = self._is_hand_shut or key == self._in_hand
        self._refresh()

    @Slot()
    def build_anew(self) -> None:
        """Fonts, colours or icons are others."""
        self._forget(tuple(self._built))
        self._refresh()

    def _wanted(self) -> Iterator[tuple[str, _Wanted]]:
        for one in self._threads:
            new = self._unread & {comment.uuid for comment in one.thread.comments if comment.uuid}
            is_held = one.key == self._in_hand and not self._is_hand_shut
            is_own = any(comment.draft for comment in one.thread.comments)
            is_open = one.thread.is_unresolved or one.key in self._opened or is_held or is_own
            keys = (comment.key for comment in one.thread.comments)
            suggested = {key: self._suggestions[key] for key in keys if key in self._suggestions}
            yield one.key, (one, is_open, new, suggested)

    def _refresh(self) -> None:
        wanted = dict(self._wanted())
        self._forget([key for key, (what, _) in self._built.items() if wanted.get(key) != what])
        for _, card in self._built.values():
            self._column.removeWidget(card)  # takeAt would leave the old item with it, and the new one never asked anew
        for key in wanted:
            if key in self._built:
                self._column.addWidget(self._built[key][1])
        self._build_some()

    def _forget(self, keys: Collection[str]) -> None:
        if not keys:
            return
        self.leaving.emit()
        for key in keys:
            card = self._built.pop(key)[1]
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()

    @Slot()
    def _on_building(self) -> None:
        self._build_some()

    def _build_some(self) -> None:
        """Some of what is not built yet, the thread in hand first."""
        missing = [(key, what) for key, what in self._wanted() if key not in self._built]
        missing.sort(key=lambda one: one[0] != self._in_hand)
        for key, what in islice(missing, _AT_ONCE):
            self._built[key] = what, self._build(what)
            self._is_to_be_seen = self._is_to_be_seen or key == self._in_hand
            self._column.insertWidget(self._place_of(key), self._built[key][1])
        for one in self._threads:
            card = self._built[one.key][1] if one.key in self._built else None
            if card is not None and missing:
                card.raise_()  # to the end of the children: Tab goes through them in their order
            if isinstance(card, ThreadCard):
                card.set_in_hand(one.key == self._in_hand)
        if len(missing) > _AT_ONCE:
            self._building.start()
        self._arriving.start()
        self.built.emit()

    def _place_of(self, key: str) -> int:
        before = (one.key for one in self._threads)
        return sum(other in self._built for other in iter(lambda: next(before), key))

    def _build(self, what: _Wanted) -> ThreadCard | FoldedThread:
        shown, is_open, new, suggestions = what
        if not is_open:
            folded = FoldedThread(self._look, shown)
            folded.open_requested.connect(self._on_open)
            return folded
        card = ThreadCard(self._look, shown, unread=new, suggestions=suggestions)
        self.pass_on(card)
        card.fold_requested.connect(self._on_fold)
        return card

    @Slot()
    def _on_arriving(self) -> None:
        """The cards have their places by now."""
        card = self.card_of(self._in_hand)
        if self._is_to_be_seen and card is not None:
            self._is_to_be_seen = False
            self.brought.emit(card)


def _timer(parent: QWidget, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(slot)
    return timer
