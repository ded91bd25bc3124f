"""What the window has to tell, below the view bar: one sentence at a time, what can be done about it, "1 of 3"."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from visioneditor.errors import VisionEditorError
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_icon_button, build_label, build_link, tab_stops
from visioneditor.gui.widgets.notices import Action, Level, Notice, Notices

HEIGHT = 36
_MOST_ACTIONS = 2
_ICONS = {Level.ERROR: "octagon-alert", Level.WARNING: "triangle-alert", Level.NOTE: "info"}
_LONG_WORD = 32
_BREAK = "\u200b"  # a line may end here: paths and addresses have no blanks


class MessageBar(QFrame):
    """Shows the newest message; the others are a step away. Hidden when there is none; asks for `report_requested`."""

    report_requested = Signal(object)  # of an error that nobody foresaw
    left = Signal()  # Escape, or the last message was closed by hand

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self.setMinimumHeight(HEIGHT)
        self._look = look
        self._notices = Notices()
        self.icon = build_label("")
        self.word = build_label("", "strong")
        self.sentence = _Sentence()
        self.action, self.second = build_link(""), build_link("")
        self.back = build_icon_button(look, "chevron-left", self.tr("Previous message"))
        self.count = build_label("", "muted")
        self.on = build_icon_button(look, "chevron-right", self.tr("Next message"))
        self.shut = build_icon_button(look, "x", self.tr("Close the message"))
        self._lay_out()
        self.action.clicked.connect(self._on_action)
        self.second.clicked.connect(self._on_second)
        self.back.clicked.connect(self.previous)
        self.on.clicked.connect(self.next)
        self.shut.clicked.connect(self._on_shut)
        for stop in tab_stops(self):
            stop.installEventFilter(self)
        look.changed.connect(self._show)
        self.hide()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(13, 4, 8, 4)
        layout.setSpacing(8)
        for part in (self.icon, self.word):
            layout.addWidget(part)
        layout.addWidget(self.sentence, 1)
        for link in (self.action, self.second):
            link.setContentsMargins(4, 0, 4, 0)
            layout.addWidget(link)
        for button in (self.back, self.on):
            layout.addWidget(button)
        layout.insertWidget(layout.indexOf(self.on), self.count)
        layout.addWidget(self.shut)

    # Telling

    def show_error(self, error: VisionEditorError, retry: Callable[[], object] | None = None) -> None:
        """Say what went wrong; with `retry` offer to try again, with details to copy them."""
        actions: list[Action] = []
        if retry is not None:
            actions.append(Action(text=self.tr("Try again"), act=retry))
        if error.message == "internal":  # the report has the details, and its hint is for a terminal
            sentence = error.summary
            actions.append(Action(text=self.tr("Save a report …"), act=partial(self._ask_for, error), closes=False))
        else:
            sentence = " ".join(part for part in (error.summary, error.hint) if part)
            if error.detail:
                copy = partial(QGuiApplication.clipboard().setText, error.detail)
                actions.append(Action(text=self.tr("Copy details"), act=copy, closes=False))
        self._tell(Notice(level=Level.ERROR, sentence=sentence, about=error.message, actions=tuple(actions)))

    def show_notice(
        self,
        sentence: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        *,
        also: Action | None = None,
        about: str = "",
        level: Level = Level.NOTE,
    ) -> None:
        """Tell something that is no error, with one or two things to do about it."""
        first = Action(text=action, act=act) if action and act is not None else None
        actions = tuple(one for one in (first, also) if one is not None)
        self._tell(Notice(level=level, sentence=sentence, about=about or sentence, actions=actions))

    def _ask_for(self, error: VisionEditorError) -> None:
        self.report_requested.emit(error)

    def _tell(self, notice: Notice) -> None:
        self._notices = self._notices.tell(notice)
        self._show()
        self._announce(notice)

    def close_about(self, about: str) -> None:
        """Be done with what was said about a thing."""
        self._notices = self._notices.close(about)
        self._show()

    def clear(self) -> None:
        """Be done with everything."""
        self._notices = Notices()
        self._show()

    @Slot()
    def next(self) -> None:
        """The message told after this one."""
        self._step(1)

    @Slot()
    def previous(self) -> None:
        """The message told before this one."""
        self._step(-1)

    def _step(self, by: int) -> None:
        before, self._notices = self._notices, self._notices.step(by)
        if self._notices != before and (shown := self._notices.shown) is not None:
            self._show()
            self._announce(shown)

    # Showing

    @Slot()
    def _show(self) -> None:
        notice = self._notices.shown
        if notice is None:
            self.hide()
            return
        self.setProperty("level", notice.level.value)
        self.style().unpolish(self)
        self.style().polish(self)
        token = "error" if notice.level is Level.ERROR else "warning"
        self.icon.setPixmap(self._look.icons.pixmap(_ICONS[notice.level], token, 16, self.devicePixelRatioF()))
        self.word.setText(_word(notice.level))
        self.sentence.set_whole(notice.sentence)
        self.setAccessibleName(notice.sentence)
        self._show_actions(notice.actions[:_MOST_ACTIONS])
        self._show_place()
        self.show()

    def _show_actions(self, actions: tuple[Action, ...]) -> None:
        for button, action in zip((self.action, self.second), (*actions, None, None), strict=False):
            button.setText(action.text if action else "")
            button.setAccessibleName(button.text())
            button.setVisible(action is not None)

    def _show_place(self) -> None:
        at, total = self._notices.at, len(self._notices.all)
        place = self.tr("{at} of {total}").format(at=at + 1, total=total) if total > 1 else ""
        self.count.setText(place)
        self.setAccessibleDescription(" ".join(part for part in (self.word.text(), place) if part))
        for part in (self.back, self.count, self.on):
            part.setVisible(total > 1)
        self.back.setEnabled(at > 0)
        self.on.setEnabled(at + 1 < total)

    def _announce(self, notice: Notice) -> None:
        """Who hears the window is told at once of an error, and of the rest when there is a pause."""
        event = QAccessibleAnnouncementEvent(self, f"{_word(notice.level)}: {notice.sentence}")
        if notice.level is Level.ERROR:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    # What is pressed

    @Slot()
    def _on_action(self) -> None:
        self._act(0)

    @Slot()
    def _on_second(self) -> None:
        self._act(1)

    def _act(self, number: int) -> None:
        notice = self._notices.shown
        if notice is not None and number < len(notice.actions):
            action = notice.actions[number]
            if action.closes:
                self._close(notice)
            action.act()

    @Slot()
    def _on_shut(self) -> None:
        if (notice := self._notices.shown) is not None:
            self._close(notice)

    def _close(self, notice: Notice) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.close_about(notice.about)
        if had_focus and self._notices.shown is None:
            self.left.emit()

    def take_focus(self) -> None:
        """Let keys go to the message: to what can be done about it, else to its closing."""
        first = next(one for one in (self.action, self.second, self.shut) if not one.isHidden())
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right step, Delete closes, Escape goes back to the text; a button would walk to its neighbours."""
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Left: self.previous,
            Qt.Key.Key_Right: self.next,
            Qt.Key.Key_Delete: self._on_shut,
            Qt.Key.Key_Escape: self.left.emit,
        }
        act = keys.get(event.key())
        if act is not None:
            act()
        return act is not None


class _Sentence(QLabel):
    """Wraps where there is no room for it on one line; nothing of it is ever cut."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(120)

    def set_whole(self, sentence: str) -> None:
        """Show this sentence; what is long and has no blank may break behind its slashes."""
        words = sentence.split()
        broken = [word.replace("/", "/" + _BREAK) if len(word) > _LONG_WORD else word for word in words]
        self.setText(" ".join(broken))
        self.setAccessibleName(sentence)


def _word(level: Level) -> str:
    words = {
        Level.ERROR: QCoreApplication.translate("MessageBar", "Error"),
        Level.WARNING: QCoreApplication.translate("MessageBar", "Warning"),
        Level.NOTE: QCoreApplication.translate("MessageBar", "Note"),
    }
    return words[level]
