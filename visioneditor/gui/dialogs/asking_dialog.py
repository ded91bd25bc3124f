"""Who owes what to a vision, with a mail for each project: to be changed, copied, saved, or given to a mail program.

Nothing is sent from here.
"""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QTreeWidgetItem, QWidget

from visioneditor.core.consensus.participation import Heard
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.asking_mail import LONGEST_ADDRESS, Mail
from visioneditor.gui.forms.dialogs.asking_dialog import Ui_AskingDialog
from visioneditor.gui.look import Look
from visioneditor.services.asking import Asked, LoadedAsking
from visioneditor.values import replace

_ROLE = Qt.ItemDataRole.UserRole


class Which(StrEnum):
    """Which projects are listed."""

    ASKED = "asked"
    MISSING = "missing"
    STALE = "stale"
    UNHEARD = "unheard"
    ALL = "all"

    def takes(self, asked: Asked) -> bool:
        """Whether a project is one of these."""
        told = {
            Which.ASKED: asked.mail is not None,
            Which.MISSING: not asked.answered,
            Which.STALE: asked.stale > 0,
            Which.UNHEARD: asked.heard in (Heard.SILENT, Heard.UNKNOWN),
            Which.ALL: True,
        }
        return told[self]


class AskingDialog(QDialog):
    """Announces `save_requested` with a file's name and the texts, `mail_opened` with the address that asks for it."""

    save_requested = Signal(str, str)
    mail_opened = Signal(str)

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Ui_AskingDialog()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]
        form = self.form
        form.title.setText(title)
        form.title.setFont(look.fonts.program(3, 600))
        form.subtitle.setProperty("role", "muted")
        form.text.setFont(look.fonts.fixed())
        form.middle.setSizes([450, 590])
        if parent is not None:
            self.resize(min(1120, max(self.width(), parent.width() - 80)), max(self.height(), parent.height() - 160))
        self._asking = LoadedAsking(change=None, projects=())
        self._written: dict[str, str] = {}  # texts that the user has changed, by project
        self._shown: Mail | None = None
        self._row_height = look.row_height
        self._list_kinds()
        form.which.currentIndexChanged.connect(self._on_which)
        form.projects.currentItemChanged.connect(self._on_project)
        form.text.textChanged.connect(self._on_text)
        form.copy.clicked.connect(self._on_copy)
        form.save.clicked.connect(self._on_save)
        form.open_mail.clicked.connect(self._on_open)
        form.close_button.clicked.connect(self.accept)
        self._show_mail(None)

    def _list_kinds(self) -> None:
        for which, text in (
            (Which.ASKED, self.tr("All that are to be asked")),
            (Which.MISSING, self.tr("Without any answer")),
            (Which.STALE, self.tr("With stale answers")),
            (Which.UNHEARD, self.tr("Not heard on the change")),
            (Which.ALL, self.tr("All projects")),
        ):
            self.form.which.addItem(text, which)

    def show_asking(self, asking: LoadedAsking) -> None:
        """Show who is to be asked for what."""
        self._asking = asking
        self.form.subtitle.setText(self._heard_words())
        at = self.form.which.findData(Which.UNHEARD)
        if asking.change is None and at >= 0:
            self.form.which.removeItem(at)
        self._list_projects()

    def show_done(self, sentence: str) -> None:
        """Say what has been done."""
        self.form.said.setText(sentence)

    def show_error(self, error: VisionEditorError) -> None:
        """Say what could not be done."""
        self.form.said.setText(" ".join(part for part in (error.summary, error.hint) if part))

    def _heard_words(self) -> str:
        """How many were heard on the change."""
        asking = self._asking
        asked = sum(one.mail is not None for one in asking.projects)
        said = self.tr("{n} of {all} projects are to be asked.").format(n=asked, all=len(asking.projects))
        if asking.change is None:
            return said
        counts = [(heard, sum(one.heard is heard for one in asking.projects)) for heard in Heard]
        told = ", ".join(f"{count} {self.heard_word(heard)}" for heard, count in counts if count)
        on = self.tr("On “{subject}”: {told}.").format(subject=asking.change.subject, told=told)
        voted = [name for name, heard in asking.others if heard is Heard.VOTED]
        also = self.tr(" Others who voted: {names}.").format(names=", ".join(voted)) if voted else ""
        return f"{said} {on}{also}"

    def heard_word(self, heard: Heard | None) -> str:
        """How somebody was heard."""
        words = {
            Heard.VOTED: self.tr("voted"),
            Heard.EARLIER: self.tr("voted on an earlier patch set"),
            Heard.COMMENTED: self.tr("only commented"),
            Heard.UNKNOWN: self.tr("cannot be told"),
            Heard.SILENT: self.tr("not heard"),
        }
        return words[heard] if heard is not None else ""

    # The list

    @property
    def listed(self) -> list[Asked]:
        """The projects that are listed."""
        which = Which(self.form.which.currentData())
        return [one for one in self._asking.projects if which.takes(one)]

    def _list_projects(self) -> None:
        tree, has_change = self.form.projects, self._asking.change is not None
        heads = [self.tr("Project"), self.tr("Who"), self.tr("Missing"), self.tr("Stale")]
        tree.clear()
        tree.setColumnCount(4 + has_change)
        tree.setHeaderLabels([*heads, self.tr("On the change")] if has_change else heads)
        items = [self._item(one, has_change=has_change) for one in self.listed]
        tree.addTopLevelItems(items)
        for column in range(tree.columnCount()):
            tree.resizeColumnToContents(column)
        names = (tree.fontMetrics().horizontalAdvance(one.project) for one in self.listed)  # Qt asks those in sight
        tree.setColumnWidth(0, min(max(names, default=0) + 24, 220))
        tree.setColumnWidth(1, min(tree.columnWidth(1), 180))
        self.form.save.setEnabled(any(one.mail is not None for one in self.listed))
        if items:
            tree.setCurrentItem(items[0])
        else:
            self._show_mail(None)

    def _item(self, asked: Asked, *, has_change: bool) -> QTreeWidgetItem:
        people = ", ".join(one.person.name for one in asked.contacts) or self.tr("nobody is named")
        counts = [str(number) if number else "" for number in (asked.missing, asked.stale)]
        votes = ", ".join(f"{label} {value:+d}" for label, value in asked.votes)
        item = QTreeWidgetItem([asked.project, people, *counts, votes or self.heard_word(asked.heard)])
        for column in (2, 3):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
        item.setToolTip(1, ", ".join(f"{one.person.name} ({one.role})" for one in asked.contacts))
        item.setSizeHint(0, QSize(0, self._row_height))
        item.setData(0, _ROLE, asked)
        return item

    @Slot(int)
    def _on_which(self, _: int) -> None:
        self._list_projects()

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_project(self, item: QTreeWidgetItem | None, _: QTreeWidgetItem | None) -> None:
        asked: Asked | None = item.data(0, _ROLE) if item is not None else None
        self._show_mail(asked.mail if asked is not None else None)
        if asked is not None and asked.mail is None:
            self.show_done(self.tr("There is nothing to ask {project} for.").format(project=asked.project))

    # The mail

    def _mail(self, mail: Mail) -> Mail:
        """A mail as the user has left it."""
        return replace(mail, body=self._written.get(mail.project, mail.body))

    def _show_mail(self, mail: Mail | None) -> None:
        form = self.form
        self._shown = None  # so that what is put in below is nobody's writing
        form.said.setText("")
        form.to.setText(", ".join(mail.to) if mail is not None else "")
        form.to.setCursorPosition(0)
        form.subject.setText(mail.subject if mail is not None else "")
        form.subject.setCursorPosition(0)
        form.text.setPlainText(self._mail(mail).body if mail is not None else "")
        for part in (form.text, form.copy, form.open_mail):
            part.setEnabled(mail is not None)
        self._shown = mail

    @Slot()
    def _on_text(self) -> None:
        if self._shown is not None:
            self._written[self._shown.project] = self.form.text.toPlainText()

    @Slot()
    def _on_copy(self) -> None:
        if self._shown is not None:
            QGuiApplication.clipboard().setText(self._mail(self._shown).text)
            self.show_done(self.tr("Copied, with the address and the subject."))

    @Slot()
    def _on_open(self) -> None:
        if self._shown is None:
            return
        mail = self._mail(self._shown)
        address = mail.address
        if "&body=" not in address:
            QGuiApplication.clipboard().setText(mail.body)
            most = self.tr("The text is too long to be handed over ({n} characters at most): it is copied; paste it.")
            self.show_done(most.format(n=LONGEST_ADDRESS))
        self.mail_opened.emit(address)

    @Slot()
    def _on_save(self) -> None:
        mails = [self._mail(one.mail).text for one in self.listed if one.mail is not None]
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the mails"), str(Path.home() / "mails.txt"))
        if path:
            self.save_requested.emit(path, "\n\n".join(mails))
