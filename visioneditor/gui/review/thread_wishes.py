"""What the reader can want done with a thread: a card announces it, and whatever holds cards passes it on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame


class ThreadWishes(QFrame):
    """Shows one thread or several."""

    chosen = Signal(object)  # the Thread
    reply_requested = Signal(object)
    quote_requested = Signal(object)
    done_requested = Signal(object)
    acknowledge_requested = Signal(object)
    resolve_requested = Signal(object)
    origin_requested = Signal(object)
    edit_requested = Signal(object)  # the draft Comment
    delete_requested = Signal(object)
    move_requested = Signal(object)  # a thread of drafts, to the newest patch set
    apply_requested = Signal(object)  # the ShownSuggestion
    address_chosen = Signal(str)

    def pass_on(self, card: "ThreadWishes") -> None:
        """Announce whatever a card announces."""
        for wish in _WISHES:
            getattr(card, wish).connect(getattr(self, wish))


_WISHES = tuple(name for name, value in vars(ThreadWishes).items() if isinstance(value, Signal))
