"""Spelling of a draft: by the dictionaries that are chosen, the project's own words and one's own.

The project's words stand in a file of the repository, one a line and sorted, so that git brings together what two
people add, and every other program can read it. Adding one is a draft of that file, committed with what it is for.
"""

from collections.abc import Callable, Collection

from visioneditor.core.document.model import Document
from visioneditor.core.drafting.findings import Finding
from visioneditor.core.spelling.checking import find_spelling
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.services.dictionaries import Language, Shelf, parse_word_list
from visioneditor.services.drafting import DEFAULT_NAME, load_draft, save_draft
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass

WORDS_PATH = ".visioneditor/words.txt"
_MOST_BYTES = 1_000_000  # of the project's list, which is read at each look
_HEAD = "# Words that are spelled right in this project, one a line.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """What was found, and the languages that are chosen and not there."""

    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()


def check_draft(
    workspace: Workspace,
    shelf: Shelf,
    document: Document,
    path: str,
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Spelled:
    """Spell a document as the settings want it; words that are ignored in it are left alone."""
    settings = workspace.settings
    chosen, missing = choose_languages(settings.spelling_languages, shelf.languages(settings.spelling_folders))
    if not settings.spelling or not chosen:
        return Spelled(missing=missing if settings.spelling else ())
    speller = shelf.speller(chosen)
    own = speller.own | set(settings.spelling_words) | project_words(workspace)
    findings = find_spelling(
        document,
        shelf.speller_with(speller, own),
        countries=shelf.countries(chosen),
        ignored=workspace.store.ignored_words(workspace.repository.key, path),
        is_cancelled=is_cancelled,
    )
    return Spelled(findings=findings, missing=missing)


def choose_languages(
    names: Collection[str], languages: Collection[Language]
) -> tuple[tuple[Language, ...], tuple[str, ...]]:
    """The languages of these names, and the names that no dictionary has."""
    known = {language.name.replace("-", "_").casefold(): language for language in languages}
    wanted = {name: known.get(name.strip().replace("-", "_").casefold()) for name in names if name.strip()}
    found = tuple(language for language in wanted.values() if language is not None)
    return found, tuple(name for name, language in wanted.items() if language is None)


def project_words(workspace: Workspace) -> frozenset[str]:
    """The words that a project's file has, the draft of it before what is on disk."""
    draft = load_draft(workspace, WORDS_PATH)
    return parse_word_list(draft.text if draft is not None else _standing(workspace, None) or "")


def _standing(workspace: Workspace, revision: str | None) -> str | None:
    """The file as it stands on disk, else in the revision, else in the one that is shown by default."""
    repository = workspace.repository
    data = repository.worktree_bytes(WORDS_PATH)
    if data is None:
        try:
            data = repository.read(repository.resolve(revision or repository.default_revision()), WORDS_PATH)
        except VisionEditorError:  # no commit yet
            return None
    return decode(data) if data is not None and len(data) <= _MOST_BYTES else None


def ignore_word(workspace: Workspace, path: str, word: str) -> None:
    """Say no more of a word in a document; other windows and later starts do not, either."""
    workspace.store.ignore_word(workspace.repository.key, path, word)


def forget_ignored(workspace: Workspace, path: str) -> None:
    """Tell again of what was ignored in a document."""
    workspace.store.forget_ignored(workspace.repository.key, path)


def add_project_word(workspace: Workspace, word: str, *, base_revision: str) -> StoredText:
    """Put a word into the draft of the project's words, beginning one where there is none."""
    draft = load_draft(workspace, WORDS_PATH)
    text = draft.text if draft is not None else _standing(workspace, base_revision) or _HEAD
    return save_draft(
        workspace,
        WORDS_PATH,
        with_word(text, word),
        base_revision=draft.base_revision if draft is not None else base_revision,
        name=draft.name if draft is not None else DEFAULT_NAME,
    )


def with_word(text: str, word: str) -> str:
    """The list with one more word, in its place where the list is sorted; lines that are for people stay."""
    lines = text.splitlines()
    if word in parse_word_list(text):
        return text
    behind = (
        number
        for number, line in enumerate(lines)
        if line.strip() and not line.startswith("#") and line.strip().casefold() > word.casefold()
    )
    at = next(behind, len(lines))
    return "\n".join([*lines[:at], word, *lines[at:]]) + "\n"
