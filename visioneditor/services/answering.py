"""Write what a project says about a section into its reflection: a draft, begun from a template where there is none."""

import posixpath
from collections.abc import Iterable, Sequence
from datetime import datetime

from visioneditor.core.annotation import Stance
from visioneditor.core.document.model import Document, Markup, Section
from visioneditor.core.document.parsing import detect_markup
from visioneditor.core.mapping import umbrella
from visioneditor.core.reflecting import OwnAnswer, find_answer, new_reflection, set_answer
from visioneditor.errors import VisionEditorError
from visioneditor.repository.history import document_history
from visioneditor.services.drafting import list_drafts, save_draft
from visioneditor.services.model import LoadedDocument
from visioneditor.services.projects import load_teams
from visioneditor.services.reading import is_no_commit, parse_text
from visioneditor.services.reflection_drafts import ReflectionDraft, load_reflection_draft
from visioneditor.services.reflection_paths import project_of, reflection_folders, reflection_path
from visioneditor.services.reviewing import identity
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAnswer:
    """What a project's reflection says about a section now; `answer` is None where nothing does under a heading."""

    project: str
    path: str
    section: Section
    answer: OwnAnswer | None
    is_new: bool  # the project has no reflection yet


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWish:
    """What is to be written as a project's answer to a section."""

    project: str
    section: Section
    stance: Stance | None
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Projects:
    """Whose answer one may write: the likeliest ones first, of which there may be none, then all others by name."""

    likely: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every one of them."""
        return (*self.likely, *self.others)


def answerable_sections(document: Document) -> tuple[Section, ...]:
    """The sections that a project may answer: all but the preamble and the document's own title."""
    whole = umbrella(document)
    return tuple(section for section in document.sections if section.number and section is not whole)


def list_projects(workspace: Workspace, loaded: LoadedDocument, answering: Sequence[str] = ()) -> Projects:
    """All projects; likely are the one that was written for last and those that one leads.

    `answering` are projects that have a reflection, which need not be teams.
    """
    teams, folders = load_teams(workspace, loaded.revision), reflection_folders(workspace, loaded)
    drafted = [project_of(draft.path, folders, teams) for draft in list_drafts(workspace)]
    own = identity(workspace)
    mail = own.mail.casefold() if own else ""
    led = [team.name for team in teams.teams if mail and mail in (one.mail.casefold() for one in team.leads)]
    likely = tuple(name for name in dict.fromkeys((*drafted, *led)) if name)
    rest = {*answering, *(team.name for team in teams.teams)}.difference(likely)
    return Projects(likely=likely, others=tuple(sorted(rest, key=str.casefold)))


def load_answer(workspace: Workspace, loaded: LoadedDocument, project: str, section: Section) -> StandingAnswer:
    """What stands as a project's answer to a section of a loaded document."""
    draft = load_reflection_draft(workspace, loaded, reflection_path(workspace, loaded, project))
    reflection = parse_text(draft.text, _markup_of(draft))
    return StandingAnswer(
        project=project,
        path=draft.path,
        section=section,
        answer=find_answer(reflection, loaded.document, section),
        is_new=not draft.text.strip(),
    )


def write_answers(
    workspace: Workspace, loaded: LoadedDocument, wishes: Iterable[AnswerWish], now: datetime | None = None
) -> StoredText:
    """Put answers into the drafts of projects' reflections, where only their own lines change; the draft written last.

    All of them are kept or none. Raises "answer.nobody" where a project is not named, and what `set_answer` raises.
    """
    against = newest_revision(workspace, loaded)
    written: dict[str, tuple[ReflectionDraft, str]] = {}
    for wish in wishes:
        project = wish.project.strip()
        if not project:
            raise VisionEditorError("answer.nobody")
        path = reflection_path(workspace, loaded, project)
        draft, text = written.get(path) or _begun(workspace, loaded, path, project, against)
        written[path] = draft, _answered(loaded.document, text, _markup_of(draft), wish, against)
    kept = [
        save_draft(
            workspace, path, text, base_revision=draft.base_revision, name=draft.name, seen=draft.version, now=now
        )
        for path, (draft, text) in written.items()
    ]
    return kept[-1]


def _begun(
    workspace: Workspace, loaded: LoadedDocument, path: str, project: str, against: str | None
) -> tuple[ReflectionDraft, str]:
    """A reflection's draft and its text, from the template where it has none."""
    draft = load_reflection_draft(workspace, loaded, path)
    if draft.text.strip():
        return draft, draft.text
    return draft, new_reflection(loaded.document, project, _markup_of(draft), against)


def _answered(vision: Document, text: str, markup: Markup, wish: AnswerWish, against: str | None) -> str:
    return set_answer(text, markup, vision, wish.section, stance=wish.stance, body=wish.body, written_against=against)


def newest_revision(workspace: Workspace, loaded: LoadedDocument) -> str | None:
    """The newest commit of the main line that touched the document, as far as the revision that is read has it."""
    repository = workspace.repository
    if repository.is_empty:
        return None
    line = document_history(repository, repository.main_line() or repository.default_revision(), loaded.path)
    on_line = [revision.revision for revision in line]
    if not is_no_commit(loaded.revision):
        known = {one.revision for one in document_history(repository, loaded.revision, loaded.path)}
        on_line = [revision for revision in on_line if revision in known] or on_line
    return on_line[0] if on_line else None


def _markup_of(draft: ReflectionDraft) -> Markup:
    markup = detect_markup(draft.path, draft.text)
    is_markdown = posixpath.splitext(draft.path)[1].lower() in (".md", ".markdown")
    return Markup.MARKDOWN if is_markdown else Markup.RST if markup is Markup.TEXT else markup
