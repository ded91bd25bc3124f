"""The legend of a coloured text, in the panel's place: groups, a slider over time, sections, the oldest words, the
words fought over.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from visioneditor.core.document.typesetting import in_quotes
from visioneditor.core.provenance.shares import GroupBy
from visioneditor.gui.look import Look
from visioneditor.gui.remembering.coloured import FAMILIES, Choice, Coloured
from visioneditor.gui.remembering.swatches import SWATCH, Part, ShareBar, build_swatch
from visioneditor.gui.remembering.why_words import shorten
from visioneditor.gui.review.change_rows import CutLink
from visioneditor.gui.widgets.controls import CutLabel, build_label
from visioneditor.gui.widgets.lent_pane import LentPane
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.gui.widgets.segments import Segments
from visioneditor.gui.widgets.side_panel import PanelGroup, clear
from visioneditor.gui.widgets.thread_card import shown_name
from visioneditor.services.fighting import FoughtWords

_AT_ONCE = 6  # rows built in one turn of the event loop
_MOST_SECTIONS, _MOST_FOUGHT = 200, 20


class ColoursPane(LentPane):
    """Shows a coloured text and announces what is chosen of it and where the reader wants to go."""

    way_chosen = Signal(object)  # GroupBy
    choice_changed = Signal(object)  # Choice
    section_chosen = Signal(int)
    span_chosen = Signal(int, int)
    fought_chosen = Signal(object)  # FoughtWords

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._coloured: Coloured | None = None
        self.choice = Choice(by=GroupBy.AGE)
        self._unbuilt: Iterator[Callable[[], None]] = iter(())
        self._held: dict[PanelGroup, tuple[QWidget, QVBoxLayout]] = {}  # rows that are not all built yet
        self._building = QTimer(self)
        self._building.setSingleShot(True)
        self._building.timeout.connect(self._on_building)
        self.title = CutLabel(self.tr("Origin of the words"))
        self.title.setFont(look.fonts.program(3, 600))
        ways = ((GroupBy.AGE.value, self.tr("By age")), (GroupBy.AUTHOR.value, self.tr("By author")))
        self.ways = Segments(ways, self.tr("Colour"))
        self.state = build_label("", "muted", is_wrapped=True)
        self.legend: list[QPushButton] = []
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("As of which day"))
        self.moment = build_label("", "muted", is_wrapped=True)
        self.moment.setFont(look.fonts.program(-1))
        self.sections = PanelGroup(look, self.tr("Sections"), "")
        self.oldest = PanelGroup(look, self.tr("Oldest words"), "")
        self.fought = PanelGroup(look, self.tr("Most fought over"), "")
        self._lay_out()
        self.ways.chosen.connect(self._on_way)
        self.slider.valueChanged.connect(self._on_slider)
        look.changed.connect(self._on_look)

    def _lay_out(self) -> None:
        self._legend = QVBoxLayout()
        self._legend.setSpacing(2)
        ways = QHBoxLayout()
        ways.addWidget(self.ways)
        ways.addStretch(1)
        head = (ways, self.state, self._legend, self.slider, self.moment)
        groups = (self.sections, self.oldest, self.fought)
        name, leave = self.tr("Origin of the words"), self.tr("Take the colours away")
        self._put(name, leave, head, groups, first=self.title, spacing=6)

    # Showing

    def show_looking(self, by: GroupBy) -> None:
        """What the words come from is being looked for."""
        self.ways.choose(by)
        self._empty()
        self.state.setText(self.tr("Looking through the revisions …"))

    def show_stopped(self, sentence: str) -> None:
        """Looking was cancelled, or could not be done."""
        self.state.setText(sentence)

    def _empty(self) -> None:
        self._coloured = None
        self._forget_held()
        for part in (self.slider, self.moment, self.sections, self.oldest, self.fought):
            part.hide()
        self._clear_legend()
        self.state.show()

    def _clear_legend(self) -> None:
        self.legend = []
        clear(self._legend)

    def show_coloured(self, coloured: Coloured) -> None:
        """Show groups, sections and the oldest words of a text."""
        self._forget_held()
        self._coloured = coloured
        self.choice = Choice(by=coloured.by)
        self.ways.choose(coloured.by)
        words = len(coloured.origins.words)
        own = self.tr(" {n} of them are not committed yet.").format(n=coloured.own) if coloured.own else ""
        self.state.setText(self.tr("{n} words.").format(n=f"{words:,}") + own)
        self._show_legend(coloured)
        self._show_slider(coloured)
        for group in (self.sections, self.oldest):
            clear(group.body)
            group.show()
        self.sections.count.setText(str(len(coloured.sections)))
        self.oldest.count.setText("")
        self._held = {group: self._build_holder() for group in (self.sections, self.oldest)}
        self._unbuilt = self._rows(coloured)
        self._on_building()

    def _show_legend(self, coloured: Coloured) -> None:
        self._clear_legend()
        whole = max(1, len(coloured.origins.words))
        for at, group in enumerate(coloured.grouping.groups):
            if not group.words:
                continue
            token = f"{FAMILIES[coloured.by]}-{group.shade + 1}"
            name = shown_name(group.name) if group.name else self.tr("others")
            button = QPushButton(f"{name}  ·  {_percent(group.words, whole)}".replace("&", "&&"))
            button.setIcon(build_swatch(self._look, token, group.shade, self.devicePixelRatioF()))
            button.setIconSize(SWATCH)
            button.setCheckable(True)
            button.setFlat(True)
            button.setProperty("role", "legend")
            button.setProperty("number", at)
            button.setToolTip(self.tr("{n} words. Pressed, all others are dimmed.").format(n=f"{group.words:,}"))
            button.setAccessibleDescription(button.toolTip())
            button.clicked.connect(self._on_legend)
            self._legend.addWidget(button)
            self.legend.append(button)

    def _show_slider(self, coloured: Coloured) -> None:
        last = len(coloured.moments) - 1
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, last))
        self.slider.setPageStep(max(1, last // 10))
        self.slider.setValue(max(0, last))
        self.slider.blockSignals(False)
        self.slider.setVisible(last > 0)
        self.moment.setVisible(last > 0)
        self._tell_moment()

    def _tell_moment(self) -> None:
        coloured = self._coloured
        if coloured is None or not coloured.moments:
            return
        if self.choice.as_of is None:
            first, last = coloured.moments[0], coloured.moments[-1]
            told = self.tr("From {first} to {last}; move the slider to an earlier day.")
            self.moment.setText(told.format(first=shown_date(first), last=shown_date(last)))
            return
        there, whole = coloured.count_until(self.choice.as_of), len(coloured.origins.words)
        told = self.tr("As of {day}: {share} of these words stood there; the younger ones are dimmed.")
        self.moment.setText(told.format(day=shown_date(self.choice.as_of), share=_percent(there, whole)))

    def show_fought(self, found: Sequence[FoughtWords]) -> None:
        """Show the words that were taken out and brought back."""
        clear(self.fought.body)
        self.fought.show()
        self.fought.count.setText(str(len(found)) if found else self.tr("none"))
        for one in found[:_MOST_FOUGHT]:
            link = CutLink(in_quotes(shorten(one.words, 80)))
            link.setProperty("fought", one)
            link.clicked.connect(self._on_fought)
            often = self.tr("brought back {n} times").format(n=one.times)
            parts = [
                self.tr("brought back once") if one.times == 1 else often,
                self.tr("gone now") if one.is_gone else "",
                shown_date(one.revisions[-1].date),
            ]
            self._add_row(self.fought, link, CutLabel(" · ".join(part for part in parts if part), "muted"))
        if not found:
            self.fought.show_empty(self.tr("No words were taken out and brought back."))

    # Rows

    def _rows(self, coloured: Coloured) -> Iterator[Callable[[], None]]:
        """What is built after the rest, row by row."""
        document = coloured.origins.shown.document
        shown = list(zip(document.sections, coloured.sections, strict=True))[:_MOST_SECTIONS]
        for section, counts in shown:
            if sum(counts):
                yield partial(self._add_section, section.title, section.number, counts)
        for word in coloured.oldest:
            yield partial(self._add_oldest, word.start, word.end, coloured.tell_word(word))

    def _add_section(self, title: str, number: int, counts: Sequence[int]) -> None:
        assert self._coloured is not None
        groups, family = self._coloured.grouping.groups, FAMILIES[self._coloured.by]
        parts: list[Part] = [
            (count, f"{family}-{group.shade + 1}", group.shade) for count, group in zip(counts, groups, strict=False)
        ]
        parts.append((counts[-1], "", 0))
        whole = sum(counts)
        told = [
            f"{group.name or self.tr('others')} {_percent(count, whole)}"
            for count, group in zip(counts, groups, strict=False)
            if count
        ]
        own = [self.tr("not committed {share}").format(share=_percent(counts[-1], whole))] if counts[-1] else []
        link = CutLink(title or self.tr("Beginning"))
        link.setProperty("number", number)
        link.clicked.connect(self._on_section)
        self._add_row(self.sections, link, ShareBar(self._look, parts, ", ".join([*told, *own])))

    def _add_oldest(self, start: int, end: int, told: str) -> None:
        assert self._coloured is not None
        words = " ".join(self._coloured.origins.shown.document.text[start:end].split())
        link = CutLink(in_quotes(shorten(words, 80)))
        link.setProperty("span", (start, end))
        link.clicked.connect(self._on_oldest)
        self._add_row(self.oldest, link, CutLabel(told, "muted"))

    def _forget_held(self) -> None:
        self._unbuilt = iter(())
        self._building.stop()
        for holder, _ in self._held.values():
            holder.deleteLater()
        self._held = {}

    def _build_holder(self) -> tuple[QWidget, QVBoxLayout]:
        """Where rows wait for the others: each that comes into view by itself would lay out all of them again."""
        holder = QWidget(self)
        holder.hide()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        return holder, column

    def _show_held(self) -> None:
        for group, (holder, _) in self._held.items():
            group.body.addWidget(holder)
            holder.show()
            group.order_tabs()
        self._held = {}

    def _add_row(self, group: PanelGroup, link: QWidget, below: QWidget) -> None:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(18, 3, 18, 5)
        column.setSpacing(2)
        below.setFont(self._look.fonts.program(-1))
        column.addWidget(link)
        column.addWidget(below)
        (self._held[group][1] if group in self._held else group.body).addWidget(row)

    @Slot()
    def _on_building(self) -> None:
        for _ in range(_AT_ONCE):
            build = next(self._unbuilt, None)
            if build is None:
                self._show_held()
                return
            build()
        self._building.start()

    # Wishes

    @Slot(str)
    def _on_way(self, word: str) -> None:
        self.way_chosen.emit(GroupBy(word))

    @Slot()
    def _on_legend(self) -> None:
        pressed = self.sender()
        for button in self.legend:
            if button is not pressed:
                button.setChecked(False)
        chosen = next((int(button.property("number")) for button in self.legend if button.isChecked()), None)
        self._choose(Choice(by=self.choice.by, group=chosen, as_of=self.choice.as_of))

    @Slot(int)
    def _on_slider(self, at: int) -> None:
        moments = self._coloured.moments if self._coloured is not None else ()
        as_of = moments[at] if at < len(moments) - 1 else None
        self._choose(Choice(by=self.choice.by, group=self.choice.group, as_of=as_of))
        self._tell_moment()

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.choice_changed.emit(choice)

    @Slot()
    def _on_section(self) -> None:
        self.section_chosen.emit(int(self.sender().property("number")))

    @Slot()
    def _on_oldest(self) -> None:
        start, end = self.sender().property("span")
        self.span_chosen.emit(start, end)

    @Slot()
    def _on_fought(self) -> None:
        self.fought_chosen.emit(self.sender().property("fought"))

    @Slot()
    def _on_look(self) -> None:
        if self._coloured is not None:
            choice = self.choice
            self._show_legend(self._coloured)
            for button in self.legend:
                button.setChecked(button.property("number") == choice.group)


def _percent(count: int, whole: int) -> str:
    share = 100 * count / whole if whole else 0
    return f"{share:.0f} %" if share >= 1 or not count else "< 1 %"
