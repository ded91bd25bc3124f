"""What is open at the moment: repository, revision, document, section, and what belongs to them.

The one selection model: views show what stands here and announce wishes, the session carries them out through
services, on threads, and announces facts. It knows no widget.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.document.model import Document, Section
from visioneditor.errors import VisionEditorError
from visioneditor.gui.jobs import PAUSE, Cancel, Jobs, Progress
from visioneditor.gui.place import Place, Trail, first_section, is_same_text
from visioneditor.gui.prose.rows import Row
from visioneditor.gui.worked_out import AnsweredText, ComparedTexts, ReadText, read_history
from visioneditor.repository.model import Ref, Revision
from visioneditor.services.model import Annotations, DocumentEntry, LoadedComparison, LoadedDocument
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

if TYPE_CHECKING:
    from visioneditor.core.annotation import Annotation


def _never() -> bool:
    return False


class Session(QObject):
    """Facts come as signals; `failed` with the error and a way to try again: the reader stays where they were."""

    workspace_opened = Signal()
    workspace_leaving = Signal()  # what is to be kept of it is to be kept now
    workspace_closed = Signal()
    documents_listed = Signal()
    document_loaded = Signal()
    annotations_loaded = Signal()
    history_loaded = Signal()
    comparison_loaded = Signal()
    old_text_loaded = Signal(object)  # rows of a long text, while it is still being compared
    section_changed = Signal(int)  # the section under the eye is another
    section_wanted = Signal(int)  # bring it before the eye
    place_changed = Signal()
    draft_rewritten = Signal()  # this window changed a draft from outside its page
    store_changed = Signal()  # this window or another one has written drafts or comments
    failed = Signal(object, object)
    _old_text_read = Signal(object, object)  # from the thread that compares

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.workspace: Workspace | None = None
        self.place = Place()
        self._own_revision = ""
        self.entries: tuple[DocumentEntry, ...] = ()
        self.refs: tuple[Ref, ...] = ()
        self.loaded: LoadedDocument | None = None
        self.annotations: Annotations | None = None
        self.answered_text: AnsweredText | None = None  # the document beside `annotations`
        self._answers: dict[str, list[Annotation]] = {}  # by the section's id
        self.history: tuple[Revision, ...] = ()
        self.comparison: LoadedComparison | None = None
        self.read_text: ReadText | None = None  # of `loaded`
        self.compared_texts: ComparedTexts | None = None  # of `comparison`
        self.shows_rebase = False  # between patch sets: what came in by a rebase is shown, too
        self.section_number = 0
        self.is_unified = False  # what is compared is shown in one column
        self._old_text_read.connect(self._on_old_text)
        self.wanted_section = ""  # asked for, and not yet brought before the eye in a comparison
        self._trail = Trail()
        self._reached = Place()  # the last place whose text is shown

    # What is open

    def use_workspace(self, workspace: Workspace, own_revision: str = "") -> None:
        """Take an opened workspace; the caller goes on with `show`. `own_revision`: the repository's, if known."""
        self.close_workspace()
        self.workspace, self._own_revision = workspace, own_revision
        self.workspace_opened.emit()

    def close_workspace(self) -> None:
        """Leave the repository; nothing is open afterwards."""
        if self.workspace is None and self.loaded is None and self.comparison is None:
            return
        for name in ("document", "documents", "annotations", "history", "comparison"):
            self.jobs.cancel(name)
        if self.workspace is not None:
            self.workspace_leaving.emit()
            self.jobs.finish_writing()
            self.workspace.close()
        self.workspace, self._own_revision = None, ""
        self.entries, self.refs, self.history = (), (), ()
        self.loaded = self.comparison = self.read_text = self.compared_texts = None
        self._set_annotations(None)
        self._trail = Trail()
        self.place = self._reached = Place()
        self.workspace_closed.emit()

    @property
    def document(self) -> Document | None:
        """The document in view: the one read, or the new side of what is compared."""
        if self.place.mode is Mode.COMPARE and self.comparison is not None:
            return self.comparison.new.document
        return self.loaded.document if self.loaded is not None else None

    @property
    def words(self) -> int:
        """How many words the document in view shows."""
        return sum(text.section_words.values()) if (text := self.shown_text) is not None else 0

    @property
    def shown_text(self) -> ReadText | ComparedTexts | None:
        """The document in view with what is known of it."""
        is_compared = self.place.mode is Mode.COMPARE and self.compared_texts is not None
        return self.compared_texts if is_compared else self.read_text

    @property
    def section(self) -> Section | None:
        """The section under the eye."""
        document = self.document
        if document is None or not document.sections:
            return None
        numbers = (section for section in document.sections if section.number == self.section_number)
        return next(numbers, document.sections[0])

    @property
    def revision(self) -> str:
        """The chosen revision, or the repository's own."""
        named = self.place.revision or self._own_revision
        return named or (self.workspace.repository.default_revision() if self.workspace else "")

    # Going places

    def show(self, place: Place, *, remembers: bool = True) -> None:
        """Go to a place; loads what is not loaded yet."""
        if remembers and self.place.path and place != self.place:
            self._trail.leave(self.place)
        before, self.place = self.place, place
        if place.section != before.section:
            self.wanted_section = place.section
        keeps_text = is_same_text(place, before)
        compares = place.mode is Mode.COMPARE and place.compared is not None
        needs_comparison = compares and (place.compared != before.compared or not keeps_text)
        if self.loaded is None or not keeps_text:
            self.load_shown()
        elif place.section != before.section:
            self.bring_section()
        if needs_comparison:
            self.load_comparison()
        if self.loaded is not None and keeps_text and not needs_comparison and is_same_text(before, self._reached):
            self._reached = place
        self.place_changed.emit()

    def go(self, **changed: object) -> None:
        """Go to this place with some of it changed."""
        self.show(replace(self.place, **changed))  # type: ignore[arg-type]  # the names are Place's own

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self._trail.behind)

    @property
    def can_go_forward(self) -> bool:
        """Whether one has gone back."""
        return bool(self._trail.ahead)

    @Slot()
    def go_back(self) -> None:
        """To the place before this one."""
        if (place := self._trail.back(self.place)) is not None:
            self.show(place, remembers=False)

    @Slot()
    def go_forward(self) -> None:
        """Where one was before going back."""
        if (place := self._trail.forward(self.place)) is not None:
            self.show(place, remembers=False)

    @Slot(int)
    def select_section(self, number: int) -> None:
        """The section under the eye is another one now."""
        if number != self.section_number:
            self.section_number = number
            if (section := self.section) is not None:
                is_reached = self.place == self._reached
                self.place = replace(self.place, section=section.id)
                self._reached = self.place if is_reached else self._reached
            self.section_changed.emit(number)

    def go_to_section(self, section: Section) -> None:
        """Bring a section before the eye; it is remembered as the place."""
        self.show(replace(self.place, section=section.id))

    def bring_section(self) -> None:
        """Bring the place's section before the eye, where the text has it."""
        document = self.document
        section = document.section(self.place.section) if document and self.place.section else None
        if section is not None:
            self.section_number = section.number
            self.section_changed.emit(section.number)
            self.section_wanted.emit(section.number)

    # Loading

    def _start(
        self,
        name: str,
        title: str,
        work: Callable[[Cancel, Progress], object],
        done: Callable[..., object],
        failed: Callable[..., object] | None = None,
        after: str = "",
    ) -> None:
        self.jobs.start(name, title, work, done, failed or self.failed_to_load, after=after)

    def load_shown(self) -> None:
        """Load the document of the place, anew where it was loaded already."""
        from visioneditor.services.reading import load_document

        workspace, revision, path = self.workspace, self.revision, self.place.path
        if workspace is None:
            return
        self._start(
            "document",
            self.tr("Opening"),
            lambda *_: ReadText(load_document(workspace, revision, path)).work_out(),
            self._on_document,
            self._on_document_failed,
        )

    def take_document(self, text: ReadText, place: Place) -> None:
        """Show a document that was loaded already: the first paint's."""
        self.place = place
        self.wanted_section = place.section
        self._on_document(text)
        self.place_changed.emit()

    @Slot(object)
    def _on_document(self, text: ReadText) -> None:
        self.read_text, self.loaded = text, text.loaded
        loaded = text.loaded
        if self.place.mode is not Mode.COMPARE or self.place.compared is None:
            self._reached = self.place
        self._set_annotations(None)
        self.history = ()
        section = loaded.document.section(self.place.section) if self.place.section else None
        first = first_section(loaded.document)
        self.section_number = section.number if section else first
        self.document_loaded.emit()

    @Slot()
    def load_around(self) -> None:
        """Load what belongs to the shown document: lists, annotations, history."""
        self._own_revision = ""  # known for the first paint; from now on it may be another
        self.load_documents()
        self.load_annotations()
        self.load_history()

    def load_documents(self) -> None:
        """List the documents of the revision, and the repository's branches and tags."""
        from visioneditor.services.reading import list_documents

        workspace, revision = self.workspace, self.revision
        if workspace is not None:
            self._start(
                "documents",
                self.tr("Listing documents"),
                lambda *_: (list_documents(workspace, revision), workspace.repository.refs()),
                self._on_documents,
            )

    @Slot(object)
    def _on_documents(self, found: tuple[tuple[DocumentEntry, ...], tuple[Ref, ...]]) -> None:
        self.entries, self.refs = found
        self.documents_listed.emit()

    def load_annotations(self) -> None:
        """Read what projects say about the shown document."""
        from visioneditor.services.annotating import load_annotations

        workspace, loaded = self.workspace, self.loaded
        if workspace is not None and loaded is not None:
            self._start(
                "annotations",
                self.tr("Reading the projects' reflections"),
                lambda *_: AnsweredText(loaded, load_annotations(workspace, loaded, with_drafts=True)).work_out(),
                self._on_annotations,
                after="comparison",
            )

    @Slot(object)
    def _on_annotations(self, text: AnsweredText) -> None:
        self._set_annotations(text.annotations)
        self.answered_text = text
        self.annotations_loaded.emit()

    def _set_annotations(self, annotations: Annotations | None) -> None:
        self.annotations, self.answered_text = annotations, None
        self._answers = {}
        for annotation in annotations.annotations if annotations is not None else ():
            if annotation.section is not None:
                self._answers.setdefault(annotation.section.id, []).append(annotation)

    def annotations_of(self, section: Section) -> "tuple[Annotation, ...]":
        """What projects answer to a section of the shown document, in the projects' order."""
        return tuple(self._answers.get(section.id, ()))

    def load_history(self) -> None:
        """Read the shown document's revisions."""
        workspace, loaded = self.workspace, self.loaded
        if workspace is not None and loaded is not None:
            self._start(
                "history",
                self.tr("Reading the history"),
                lambda cancel, _: read_history(workspace, loaded, cancel),
                self._on_history,
                after="comparison",
            )

    @Slot(object)
    def _on_history(self, history: tuple[Revision, ...]) -> None:
        self.history = history
        self.history_loaded.emit()

    def load_comparison(self) -> None:
        """Compare the place's two revisions, anew where that was done already."""
        from visioneditor.gui.comparing.working_out import Way, compare_texts
        from visioneditor.services.comparing import find_pair

        workspace, place = self.workspace, self.place
        if workspace is None or place.compared is None:
            return
        is_typeset = workspace.settings.typographic_quotes
        way = Way(is_unified=self.is_unified, is_typeset=is_typeset, with_rebase=self.shows_rebase)
        (old, new), tell = place.compared, partial(self._old_text_read.emit, place)

        def compare(cancel: Cancel = _never, _: Progress | None = None) -> ComparedTexts:
            return compare_texts(find_pair(workspace, old, new, place.path), way, tell, cancel)

        self._start("comparison", self.tr("Comparing"), compare, self._on_comparison, self._on_comparison_failed)

    @Slot(object, object)
    def _on_old_text(self, place: Place, rows: Sequence[Row]) -> None:
        if is_same_text(place, self.place) and place.compared == self.place.compared:
            self.old_text_loaded.emit(rows)

    def take_comparison(self, texts: ComparedTexts) -> None:
        """Show a comparison that was made already."""
        self._on_comparison(texts)

    @Slot(object)
    def _on_comparison(self, texts: ComparedTexts) -> None:
        self.compared_texts, self.comparison = texts, texts.loaded
        comparison = texts.loaded
        self._reached = self.place
        document = comparison.new.document
        section = document.section(self.place.section) if self.place.section else None
        if section is not None:
            self.section_number = section.number
        self.comparison_loaded.emit()
        self._start("other-layout", "", lambda cancel, _: texts.work_out_rest(cancel), self._on_nothing, after=PAUSE)

    @Slot(object)
    def _on_nothing(self, _: object) -> None:
        """It is where it is looked for."""

    # What could not be loaded

    @Slot(object)
    def _on_document_failed(self, error: VisionEditorError) -> None:
        self.jobs.cancel("comparison")
        self._stay(self._reached if self.loaded is not None else self.place, error, self.load_shown)

    @Slot(object)
    def _on_comparison_failed(self, error: VisionEditorError) -> None:
        """Stay at the comparison before; where the document is another by now, read that."""
        reached = self._reached
        if not is_same_text(self.place, reached):
            reached = replace(self.place, mode=Mode.READ, compared=None)
        self._stay(reached, error, self.load_comparison)

    def _stay(self, place: Place, error: VisionEditorError, load: Callable[[], object]) -> None:
        wanted, self.place = self.place, place
        self._trail.forget(place)
        if place != wanted:
            self.place_changed.emit()
        self.failed.emit(error, load if place == wanted else partial(self.show, wanted))

    @Slot(object)
    def failed_to_load(self, error: VisionEditorError) -> None:
        """Announce what went wrong, with the way to load everything again."""
        self.failed.emit(error, self.load_around)
