"""Spells a draft while it is written: what is in no dictionary is underlined, listed, and mended where it stands.

Everything is looked up on a thread, once the draft was read anew. The word that is being typed is nobody's mistake yet:
it is told once the cursor has left it.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from visioneditor.core.document.model import Document
from visioneditor.core.drafting.findings import Finding, FindingKind
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.desks.problems_desk import ProblemsDesk
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.jobs import PAUSE
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.picker import Choice, Picker
from visioneditor.gui.worked_out import DraftedText
from visioneditor.services.dictionaries import ENGLISH, Language, Shelf
from visioneditor.services.spelling import (
    WORDS_PATH,
    Spelled,
    add_project_word,
    check_draft,
    forget_ignored,
    ignore_word,
)
from visioneditor.services.workspace import Workspace
from visioneditor.settings import Settings
from visioneditor.values import replace

_BY = "spelling"
_ABOUT = "spelling"  # what a message is about

Way = tuple[str, Callable[[], object]]


class SpellingDesk(QObject):
    """Hands what it finds to the problems desk; announces `settings_changed` with other Settings."""

    settings_changed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        page: DraftingPage,
        drafting: DraftingDesk,
        problems: ProblemsDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._page = window, session, page
        self._drafting, self._problems = drafting, problems
        self._shelf = Shelf()
        self._document: Document | None = None
        self._found: tuple[Finding, ...] = ()
        self._held: tuple[Finding, ...] = ()  # where one is typing
        self._known = ""  # the text that was read last
        self._is_typing = False  # the cursor stands where it does because of what was typed
        self._missed: tuple[str, ...] = ()  # languages of which it was told that they are not here
        self._picker: Picker | None = None
        problems.more_ways.append(self._ways)
        drafting.preview_ready.connect(self._on_read)
        drafting.draft_opened.connect(self._on_opened)
        page.cursor_moved.connect(self._on_cursor)
        window.commands.connect("draft.spelling", self.toggle)
        window.commands.connect("draft.language", self.choose_language)
        window.commands.connect("draft.tell-ignored", self.tell_ignored)

    # Looking

    @Slot()
    def _on_opened(self) -> None:
        self._document, self._found, self._held = None, (), ()
        self._known, self._is_typing = self._page.text, False

    @Slot(object)
    def _on_read(self, text: DraftedText) -> None:
        self._document = text.document
        if text.document.text != self._known:
            self._known, self._is_typing = text.document.text, True
        self._look()

    def _look(self) -> None:
        opened, workspace, document = self._drafting.opened, self._session.workspace, self._document
        if opened is None or workspace is None or document is None:
            return
        path, shelf = opened.path, self._shelf

        def work(cancel: Callable[[], bool], _: object) -> tuple[Document, Spelled]:
            return document, check_draft(workspace, shelf, document, path, is_cancelled=cancel)

        self._session.jobs.start(_BY, "", work, self._on_spelled, self._on_failed, after=PAUSE)

    @Slot(object)
    def _on_spelled(self, result: tuple[Document, Spelled]) -> None:
        document, spelled = result
        if document is self._document:
            self._found = spelled.findings
            self._tell_missing(spelled.missing)
            self._show()

    def _show(self) -> None:
        document = self._document
        if document is None:
            return
        at = self._page.editor.offset if self._is_typing else -1
        self._held = tuple(one for one in self._found if one.end == at)
        shown = [one for one in self._found if one not in self._held]
        self._problems.show(_BY, document.text, shown)

    @Slot(int, int)
    def _on_cursor(self, line: int, column: int) -> None:
        document = self._document
        if self._held and document is not None and self._page.text == document.text:  # else one types on
            self._is_typing = self._page.editor.offset == self._held[0].end
            self._show()

    def _tell_missing(self, names: tuple[str, ...]) -> None:
        if names and names != self._missed:
            sentence = self.tr("There is no dictionary named {names} on this system.").format(names=", ".join(names))
            self._window.messages.show_notice(
                sentence, self.tr("Choose a language"), self.choose_language, about=_ABOUT
            )
        self._missed = names

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    # Words that are right

    def _ways(self, finding: Finding) -> list[Way]:
        """What else can be done about a word."""
        if finding.kind is not FindingKind.SPELLING or self._document is None:
            return []
        word = self._document.text[finding.start : finding.end]
        ignore = (self.tr("Ignore “{word}” in this document").format(word=word), partial(self.ignore, word))
        if not finding.message.startswith(f"“{word}” is"):
            return [ignore]
        return [
            (self.tr("Add “{word}” to the project's words").format(word=word), partial(self.add_to_project, word)),
            (self.tr("Add “{word}” to my words").format(word=word), partial(self.add_to_mine, word)),
            ignore,
        ]

    def ignore(self, word: str, *_: object) -> None:
        """Say no more of a word in this document."""
        self._write_words(lambda workspace, path: ignore_word(workspace, path, word))

    @Slot()
    def tell_ignored(self) -> None:
        """Tell again of the words that were ignored in this document."""
        self._write_words(forget_ignored)

    def _write_words(self, write: Callable[[Workspace, str], None]) -> None:
        opened, workspace = self._drafting.opened, self._session.workspace
        if opened is not None and workspace is not None:
            path = opened.path
            self._session.jobs.start(
                "write", "", lambda *_: write(workspace, path), self._on_written, self._on_failed, is_writing=True
            )

    @Slot(object)
    def _on_written(self, _: object) -> None:
        self.look_again()

    def add_to_mine(self, word: str, *_: object) -> None:
        """The word is right wherever one writes."""
        settings = self._settings
        if settings is not None and word not in settings.spelling_words:
            self.settings_changed.emit(replace(settings, spelling_words=(*settings.spelling_words, word)))

    def add_to_project(self, word: str, *_: object) -> None:
        """The word is right in this project: its list is drafted, to be committed."""
        opened, workspace = self._drafting.opened, self._session.workspace
        if opened is None or workspace is None:
            return
        base = opened.base.revision

        def work(*_: object) -> str:
            add_project_word(workspace, word, base_revision=base)
            return word

        title = self.tr("Adding a word")
        self._session.jobs.start("write", title, work, self._on_added, self._on_failed, is_writing=True)

    @Slot(object)
    def _on_added(self, word: str) -> None:
        sentence = self.tr("“{word}” is in the draft of {path}, which is offered when you commit.")
        self._window.messages.show_notice(sentence.format(word=word, path=WORDS_PATH), about=_ABOUT)
        self._session.store_changed.emit()
        self.look_again()

    # Settings

    @property
    def _settings(self) -> Settings | None:
        workspace = self._session.workspace
        return workspace.settings if workspace is not None else None

    @Slot()
    def look_again(self) -> None:
        """Other words may be right now."""
        self._look()

    @Slot()
    def toggle(self) -> None:
        """Mark what is misspelled, or leave it."""
        settings = self._settings
        if settings is not None:
            self.settings_changed.emit(replace(settings, spelling=not settings.spelling))
            said = self.tr("Spelling is not checked") if settings.spelling else self.tr("Spelling is checked")
            self._window.status.show_saved(said)

    @Slot()
    def choose_language(self) -> None:
        """List the languages that there are dictionaries of."""
        settings = self._settings
        if settings is not None:
            folders, shelf = settings.spelling_folders, self._shelf
            self._session.jobs.start(
                "languages", "", lambda *_: shelf.languages(folders, anew=True), self._on_languages, self._on_failed
            )

    @Slot(object)
    def _on_languages(self, languages: tuple[Language, ...]) -> None:
        settings = self._settings
        if settings is None:
            return
        if self._picker is None:
            self._picker = Picker(self._window.look, self.tr("Language of the spelling"), self._window, width=460)
            self._picker.chosen.connect(self._on_language)
            self._picker.dismissed.connect(self._window.focus_middle)
        choices = [_choice(language) for language in languages]
        self._picker.show_choices(choices, settings.spelling_languages[0] if settings.spelling_languages else None)
        self._picker.open_below(self._page.title)

    @Slot(object)
    def _on_language(self, name: object) -> None:
        settings = self._settings
        if settings is not None:
            self._window.close_message(_ABOUT)
            self.settings_changed.emit(replace(settings, spelling=True, spelling_languages=(str(name),)))


def _choice(language: Language) -> Choice:
    known = QLocale(language.name)
    spoken = QLocale.languageToString(known.language())
    where = QLocale.territoryToString(known.territory()) if "_" in language.name else "American and British"
    is_named = known.language() is not QLocale.Language.C and (language.name == ENGLISH or "_" in language.name)
    title = f"{spoken} ({where})" if is_named else language.name
    place = "comes with the program" if language.is_own else str(language.pairs[0][1].parent)
    return Choice(value=language.name, title=title, detail=place, aside=language.name)
