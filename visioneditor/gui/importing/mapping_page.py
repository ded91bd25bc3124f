"""The page that shows what each heading of a reflection is taken to answer, and takes corrections."""

import html

from PySide6.QtCore import QModelIndex, QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QListWidgetItem

from visioneditor.core.importing.changed_words import Mark, MarkedWords, mark_words
from visioneditor.core.importing.model import Answers, Proposal, ProposedHeading, Standing
from visioneditor.gui.forms.dialogs.import_dialog import Ui_ImportDialog
from visioneditor.gui.importing.heading_list import HeadingDelegate, HeadingModel, HeadingRow
from visioneditor.gui.look import Look

_NUMBER = Qt.ItemDataRole.UserRole
_TICKABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_SHAPES = {Mark.SAME: "{}", Mark.ADDED: "<ins>{}</ins>", Mark.REMOVED: "<del>{}</del>"}


class MappingPage(QObject):
    """Works the second page of the form. `answers` is what was decided so far; a heading not in it is left alone."""

    def __init__(self, look: Look, form: Ui_ImportDialog, parent: QObject) -> None:
        super().__init__(parent)
        self.form, self._look = form, look
        self._proposal: Proposal | None = None
        self.answers: Answers = {}
        self._build_lists()
        form.confirm_all.clicked.connect(self._on_confirm_all)
        form.confirm.clicked.connect(self._on_confirm)
        form.as_guessed.clicked.connect(self._on_as_guessed)
        form.sections.itemChanged.connect(self._on_section)
        form.headings.selectionModel().currentChanged.connect(self._on_heading)
        look.changed.connect(self._on_look)

    def _build_lists(self) -> None:
        form = self.form
        self.rows = HeadingModel(form.headings)
        form.headings.setModel(self.rows)
        form.headings.setItemDelegate(HeadingDelegate(self._look, form.headings))
        form.headings.setAccessibleName(form.headings_label.text().replace("&", ""))
        form.sections.setAccessibleName(form.sections_label.text().replace("&", ""))
        form.words.setFont(self._look.fonts.reading(14.5))
        form.words.setMinimumHeight(120)
        form.map_row.setStretch(0, 1)
        form.map_row.setStretch(1, 1)
        form.right_column.setStretch(1, 2)
        form.right_column.setStretch(3, 3)
        form.answer_row.setStretch(0, 1)

    def show_proposal(self, proposal: Proposal, answers: Answers) -> None:
        """Show what the headings are taken to answer; what was decided before holds where the headings are the same."""
        before = self._proposal.headings if self._proposal is not None else ()
        is_same = [(one.line, one.heading) for one in before] == [(one.line, one.heading) for one in proposal.headings]
        self._proposal, self.answers = proposal, dict(answers) if is_same else {}
        self._fill_sections(proposal)
        self._show_rows()
        self._go_to_guess()
        self.form.headings.setFocus()

    def go_to(self, title: str) -> None:
        """To a heading by its words, where there is one."""
        found = [at for at, row in enumerate(self.rows.rows) if row.heading.heading == title]
        if found:
            self.form.headings.setCurrentIndex(self.rows.index(found[0]))

    def _go_to_guess(self) -> None:
        """To the next heading that is to be looked at, else stay; at first to the first."""
        rows, now = self.rows.rows, self.form.headings.currentIndex().row()
        guesses = [at for at, row in enumerate(rows) if row.is_guess]
        wanted = next((at for at in guesses if at > now), guesses[0] if guesses else max(now, 0))
        if rows:
            self.form.headings.setCurrentIndex(self.rows.index(min(wanted, len(rows) - 1)))
            self._on_heading()

    def _fill_sections(self, proposal: Proposal) -> None:
        form = self.form
        form.sections.clear()
        whole = proposal.whole
        for section in proposal.vision.sections:
            if section.number and section.number != whole:
                indent = "    " * max(0, section.level - (2 if whole else 1))
                item = QListWidgetItem(indent + section.title)
                item.setData(_NUMBER, section.number)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                item.setSizeHint(QSize(0, self._look.row_height))
                form.sections.addItem(item)

    @property
    def _heading(self) -> ProposedHeading | None:
        at = self.form.headings.currentIndex().row()
        return self.rows.rows[at].heading if 0 <= at < len(self.rows.rows) else None

    def _show_rows(self) -> None:
        proposal = self._proposal
        if proposal is None:
            return
        titles = {number: section.title for number, section in proposal.sections.items()}
        least = min((one.level for one in proposal.headings), default=0)
        rows = []
        for one in proposal.headings:
            decided = self.answers.get(one.line)
            answers = one.sections if decided is None else decided
            rows.append(
                HeadingRow(
                    heading=one,
                    answers=tuple(titles[number] for number in answers),
                    named=tuple(titles[number] for number in one.named) if decided is None else (),
                    is_guess=one.is_guess and decided is None,
                    depth=one.level - least,
                )
            )
        self.rows.show(rows)
        guesses = sum(row.is_guess for row in rows)
        none, many = self.tr("No guess is left."), self.tr("{n} to look at: {shape} is a guess.")
        self.form.guesses.setText(many.format(n=guesses, shape="?") if guesses else none)
        self.form.confirm_all.setEnabled(guesses > 0)

    @Slot(QModelIndex, QModelIndex)
    def _on_heading(self, *_: QModelIndex) -> None:
        self._show_heading()
        self._go_to_ticked()

    def _show_heading(self) -> None:
        heading, form = self._heading, self.form
        if heading is None:
            return
        form.heading.setText(heading.heading)
        form.heading.setFont(self._look.fonts.program(0, 600))
        self._show_words(heading)
        decided = self.answers.get(heading.line)
        form.sections.blockSignals(True)  # what is shown now is not decided by that
        for at in range(form.sections.count()):
            item = form.sections.item(at)
            item.setCheckState(self._check_state(heading, decided, item.data(_NUMBER)))
        form.sections.blockSignals(False)
        self._show_state(heading)

    def _go_to_ticked(self) -> None:
        """Begin with the first section that it is taken to answer."""
        sections = self.form.sections
        items = [sections.item(at) for at in range(sections.count())]
        ticked = next((item for item in items if item.checkState() is not Qt.CheckState.Unchecked), None)
        if ticked is not None:
            sections.setCurrentItem(ticked)

    def _check_state(self, heading: ProposedHeading, decided: tuple[int, ...] | None, number: int) -> Qt.CheckState:
        if number in (heading.sections if decided is None else decided):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if number in heading.named else Qt.CheckState.Unchecked

    def _show_state(self, heading: ProposedHeading) -> None:
        form, is_decided = self.form, heading.line in self.answers
        is_guess = heading.is_guess and not is_decided
        said = self.tr("Half ticked: only named in the words above.") if is_guess and heading.named else ""
        said = said or (self.tr("A guess until you confirm it.") if is_guess else "")
        form.state.setText(said or (self.tr("As you decided.") if is_decided else ""))
        form.confirm.setEnabled(is_guess)
        form.as_guessed.setEnabled(is_decided)

    def _show_words(self, heading: ProposedHeading) -> None:
        marked: MarkedWords = ((Mark.SAME, heading.text),)
        if heading.standing is Standing.EDITED:
            marked = mark_words(heading.before, heading.text)
        colour = self._look.theme.colour
        style = (
            f"ins {{ color: {colour('added').name()}; background: {colour('added-wash').name()}; }}"
            f"del {{ color: {colour('removed').name()}; background: {colour('removed-wash').name()}; }}"
        )
        self.form.words.document().setDefaultStyleSheet(style)
        said = "".join(_SHAPES[mark].format(html.escape(text)) for mark, text in marked)
        nothing = f"<i>{html.escape(self.tr('Nothing stands under it.'))}</i>"
        self.form.words.setHtml(f"<div style='white-space: pre-wrap'>{said}</div>" if said.strip() else nothing)

    # Deciding

    @Slot(QListWidgetItem)
    def _on_section(self, _: QListWidgetItem) -> None:
        """A section was ticked or not: what is ticked now is what the heading answers."""
        heading, form = self._heading, self.form
        if heading is None:
            return
        items = [form.sections.item(at) for at in range(form.sections.count())]
        ticked = (item.data(_NUMBER) for item in items if item.checkState() is Qt.CheckState.Checked)
        self.answers[heading.line] = tuple(ticked)
        self._refresh()

    @Slot()
    def _on_confirm(self) -> None:
        if (heading := self._heading) is not None:
            self.answers[heading.line] = heading.suggested
            self._refresh()
            self._go_to_guess()

    @Slot()
    def _on_as_guessed(self) -> None:
        if (heading := self._heading) is not None:
            self.answers.pop(heading.line, None)
            self._refresh()

    @Slot()
    def _on_confirm_all(self) -> None:
        for row in self.rows.rows:
            if row.is_guess:
                self.answers[row.heading.line] = row.heading.suggested
        self._refresh()

    def _refresh(self) -> None:
        self._show_rows()
        self._show_heading()

    @Slot()
    def _on_look(self) -> None:
        self.form.words.setFont(self._look.fonts.reading(14.5))
        self._show_heading()
