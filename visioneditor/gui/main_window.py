"""The window's frame: header, outline, the modes in the middle, the panel, the status bar. It decides nothing.

What is open stands in the Session; desks carry wishes from the parts to it. Only the middle changes with the mode.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from visioneditor.gui.command_table import COMMANDS
from visioneditor.gui.commands import Commands
from visioneditor.gui.jobs import Job, Jobs
from visioneditor.gui.look import Look
from visioneditor.gui.widgets import outline, panels
from visioneditor.gui.widgets.controls import put_behind
from visioneditor.gui.widgets.header_bar import NARROW, HeaderBar
from visioneditor.gui.widgets.outline import Outline
from visioneditor.gui.widgets.panels import Panels
from visioneditor.gui.widgets.revision_names import shown_document
from visioneditor.gui.widgets.status_bar import StatusBar
from visioneditor.gui.widgets.view_bar import ViewBar
from visioneditor.services.window_request import Mode

if TYPE_CHECKING:
    from visioneditor.gui.welcome.first_page import FirstPage
    from visioneditor.gui.widgets.message_bar import MessageBar
    from visioneditor.gui.widgets.picker import Picker
    from visioneditor.gui.widgets.side_panel import SidePanel

LEAST_SIZE = (640, 480)
USUAL_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """Builds the frame and keeps it in shape; `folder_dropped` with a path, `closing` before it goes."""

    folder_dropped = Signal(str)
    repository_chosen = Signal(object)  # the path of one opened before
    report_requested = Signal(object)  # of an error that nobody foresaw
    leaving = Signal(object)  # the close event; who still has to keep something ignores it
    closing = Signal()
    keep_requested = Signal()  # whatever is being written is to be kept now
    painted = Signal()  # for the first time
    narrowed = Signal(bool)  # whether the window has become narrow, or wide again

    def __init__(self, look: Look, jobs: Jobs) -> None:
        super().__init__()
        self.setWindowTitle("Vision Editor")
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*USUAL_SIZE)
        self.setAcceptDrops(True)
        self.look = look
        self.commands = Commands(self)
        self.header = HeaderBar(look, self.commands)
        self.outline = Outline(look)
        self.status = StatusBar(look)
        self.modes = QStackedWidget()
        self.panels = Panels()
        self._pages: dict[Mode, QWidget] = {}
        self._job: Job | None = None
        self.is_painted = False
        self._lay_out()
        jobs.started.connect(self._on_job_started)
        self.status.cancel_requested.connect(self._on_cancel)
        self._connect_frame()
        self.show_first_page(is_first=True)

    def _lay_out(self) -> None:
        middle = QFrame()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.progress = QFrame()
        self.progress.setObjectName("progress_line")
        self.progress.setFixedHeight(2)
        kept = self.progress.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # or all below it would jump when it comes and goes
        self.progress.setSizePolicy(kept)
        self.progress.hide()
        column.addWidget(self.modes, 1)
        self._welcome = QWidget()
        self._welcome_column = QVBoxLayout(self._welcome)
        self._welcome_column.setContentsMargins(0, 0, 0, 0)
        self._welcome_column.setSpacing(0)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part in (self.outline, middle, self.panels):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([outline.WIDTH, USUAL_SIZE[0] - outline.WIDTH - panels.WIDTH, panels.WIDTH])
        self.outline.setMinimumWidth(140)
        self.panels.setMinimumWidth(260)
        middle.setMinimumWidth(320)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._welcome)
        self.stack.addWidget(self.splitter)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.header, self.progress, self.stack, self.status):
            layout.addWidget(part, 1 if part is self.stack else 0)
        self.setCentralWidget(whole)

    def _connect_frame(self) -> None:
        for id, handler in (
            ("view.outline", self._on_toggle_outline),
            ("view.panel", self._on_toggle_panel),
            ("help.palette", self.open_palette),
            ("go.next-pane", self._on_next_pane),
            ("go.messages", self._on_messages),
            ("window.quit", self.close),
        ):
            self.commands.connect(id, handler)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    # What the first paint does without

    @cached_property
    def panel(self) -> "SidePanel":
        """What belongs to the section, at the right."""
        from visioneditor.gui.widgets.side_panel import SidePanel

        panel = SidePanel(self.look)
        self.panels.fill(panel)
        for page in self._pages.values():
            put_behind(page, panel)
        return panel

    @cached_property
    def first_page(self) -> "FirstPage":
        """What is shown while nothing is open."""
        from visioneditor.gui.welcome.first_page import FirstPage

        page = FirstPage(self.look)
        page.command_requested.connect(self.commands.run)
        page.repository_chosen.connect(self.repository_chosen)
        self._welcome_column.addWidget(page, 1)
        return page

    @cached_property
    def messages(self) -> "MessageBar":
        """What there is to tell."""
        from visioneditor.gui.widgets.message_bar import MessageBar

        messages = MessageBar(self.look)
        messages.left.connect(self.focus_middle)
        messages.report_requested.connect(self.report_requested)
        _put_below_bar(messages, self._messages_page)
        return messages

    def close_message(self, about: str) -> None:
        """Be done with what was told about a thing; nothing need have been."""
        if "messages" in self.__dict__:
            self.messages.close_about(about)

    @cached_property
    def palette_list(self) -> "Picker":
        """Every command, by name."""
        from visioneditor.gui.widgets.picker import Picker

        picker = Picker(self.look, self.tr("Find or run a command"), self)
        picker.chosen.connect(self._on_command_chosen)
        picker.dismissed.connect(self.focus_middle)
        return picker

    # What is shown

    def add_page(self, mode: Mode, page: QWidget) -> None:
        """The middle of that mode."""
        self._pages[mode] = page
        self.modes.addWidget(page)
        put_behind(page, self.status)
        if "panel" in self.__dict__:
            put_behind(page, self.panel)  # Tab goes from the outline to the page, the panel, the status bar

    def put_page(self, mode: Mode, page: QWidget) -> None:
        """Another page is the middle of that mode from now on; who shows the mode shows it."""
        if self.modes.indexOf(page) < 0:
            self.add_page(mode, page)
        self._pages[mode] = page

    def show_first_page(self, *, is_first: bool = False) -> None:
        """Nothing is open."""
        self.stack.setCurrentWidget(self._welcome)
        self._put_messages(self._welcome)
        self.header.show_place("", "")
        self.status.place.setText(self.tr("No repository open"))
        self.status.figures.setText("")
        self.status.show_saved("")
        self.status.drafts.setVisible(False)
        self.status.set_document_shown(False)
        if not is_first:
            self.setWindowTitle("Vision Editor")

    def _put_messages(self, page: QWidget) -> None:
        self._messages_page = page
        if "messages" in self.__dict__:
            _put_below_bar(self.messages, page)

    def show_middle(self, repository: str, document: str) -> None:
        """A document is open."""
        self.stack.setCurrentWidget(self.splitter)
        name = shown_document(document)
        self.header.show_place(repository, name)
        self.header.document.setToolTip(document)
        self.status.drafts.setVisible(True)
        self.status.set_document_shown(self.modes.currentWidget() in self._pages.values())
        parts = (name, repository, "Vision Editor")
        self.setWindowTitle(" — ".join(part for part in parts if part))

    def show_mode(self, mode: Mode) -> None:
        """Put that mode's page into the middle; all else stays where it is."""
        self.header.modes.choose(mode.value)
        self._put_messages(self._pages[mode])
        self.status.set_document_shown(True)
        self.modes.setCurrentWidget(self._pages[mode])

    def show_page(self, page: QWidget) -> None:
        """Put a page of no mode into the middle; it takes the panel's room until a mode is shown again."""
        if self.modes.indexOf(page) < 0:
            self.modes.addWidget(page)
            put_behind(page, self.status)
        self._put_messages(page)
        self.header.modes.choose_none()
        self.status.set_document_shown(False)
        self.modes.setCurrentWidget(page)
        self.panels.set_wide(True)

    @Slot()
    def focus_middle(self) -> None:
        """Keys go to the text again."""
        page = self.modes.currentWidget()
        if page is not None and self.stack.currentWidget() is self.splitter:
            target = getattr(page, "focus_target", page)
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    # Commands, panes, work

    @Slot()
    def open_palette(self) -> None:
        """Drop the list of every command that can be run now."""
        from visioneditor.gui.widgets.picker import Choice

        choices = [
            Choice(value=spec.id, title=self.tr(spec.text), aside=spec.shown_key)
            for spec in COMMANDS
            if self.commands.action(spec.id).isEnabled() and spec.id != "help.palette"
        ]
        self.palette_list.show_choices(choices)
        self.palette_list.open_below(self.header.find_field, at_right=True)

    @Slot(object)
    def _on_command_chosen(self, id: object) -> None:
        self.focus_middle()
        self.commands.run(str(id))

    @Slot()
    def _on_toggle_outline(self) -> None:
        self.outline.setVisible(not self.outline.isVisible())

    @Slot()
    def _on_toggle_panel(self) -> None:
        self.panels.want(not self.panel.isVisible())

    @Slot()
    def _on_next_pane(self) -> None:
        beside: QWidget = getattr(self.panels.currentWidget(), "area", self.panel.area)  # a page has the panel's place
        panes: list[QWidget] = [self.outline.tree, self.modes, beside, self.header.find_field]
        panes = [pane for pane in panes if pane.isVisible()]
        focused = QApplication.focusWidget()
        at = next(
            (n for n, pane in enumerate(panes) if focused and (pane is focused or pane.isAncestorOf(focused))), -1
        )
        if panes:
            pane = panes[(at + 1) % len(panes)]
            self.focus_middle() if pane is self.modes else pane.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_messages(self) -> None:
        if "messages" in self.__dict__ and self.messages.isVisible():
            self.messages.take_focus()

    @Slot("QWidget*", "QWidget*")
    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        types_text = now is not None and bool(now.inputMethodQuery(Qt.InputMethodQuery.ImEnabled))
        self.commands.set_typing(types_text)

    @Slot(object)
    def _on_job_started(self, job: Job) -> None:
        job.started_long.connect(self._on_long_job)
        job.progressed.connect(self._on_job_progress)
        job.ended.connect(self._on_job_ended)

    @Slot(str)
    def _on_long_job(self, title: str) -> None:
        sender = self.sender()
        if not isinstance(sender, Job) or not title:  # what has no title is nobody's concern: a look at the files
            return
        self._job = sender
        self.status.show_work(f"{title} …", can_cancel=not sender.is_writing)
        self.progress.show()

    @Slot(object, str)
    def _on_job_progress(self, share: object, text: str) -> None:
        if self._job is not None and self.sender() is self._job:
            percent = f", {round(share * 100)} %" if isinstance(share, float) else ""
            self.status.show_work(f"{text or self._job.title}{percent}", can_cancel=not self._job.is_writing)

    @Slot()
    def _on_job_ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.status.show_work("")
            self.progress.hide()

    @Slot()
    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # Shape

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.is_painted:
            self.is_painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was, now = event.oldSize().width(), event.size().width()
        self.header.fit(now)
        if (was < NARROW) != (now < NARROW) or was < 0:
            self.outline.setVisible(now >= NARROW)
            panel = panels.WIDTH if now >= NARROW else panels.NARROW_WIDTH
            self.splitter.setSizes([outline.WIDTH, now - outline.WIDTH - panel, panel])
            self.narrowed.emit(self.is_narrow)
        if now < 760 <= was or (was < 0 and now < 760):
            self.panels.want(False)

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for the middle alone."""
        return self.width() < NARROW

    def save_shape(self, settings: QSettings) -> None:
        """Remember size and splitters."""
        settings.setValue("window/geometry", self.saveGeometry())
        settings.setValue("window/splitter", self.splitter.saveState())

    def restore_shape(self, settings: QSettings) -> None:
        """Come back as it was left."""
        geometry, splitter = settings.value("window/geometry"), settings.value("window/splitter")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(splitter, QByteArray):
            self.splitter.restoreState(splitter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(address.isLocalFile() for address in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [address.toLocalFile() for address in event.mimeData().urls() if address.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.folder_dropped.emit(paths[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.leaving.emit(event)
        if event.isAccepted():
            self.closing.emit()
            super().closeEvent(event)


def _put_below_bar(messages: "MessageBar", page: QWidget) -> None:
    """Messages stand below the view bar of what is shown, at the top where it has none."""
    layout = page.layout()
    if messages.parentWidget() is page or not isinstance(layout, QVBoxLayout):
        return
    bar = page.findChild(ViewBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    layout.insertWidget(layout.indexOf(bar) + 1 if bar is not None else 0, messages)
    if bar is not None:
        put_behind(bar, messages)
