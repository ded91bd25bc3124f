"""Take a project's reflection over into this repository: propose what it answers, then write it into a draft.

Nothing is written before somebody has seen the proposal. What stands in the repository, or in its draft, is taken into
account: what was decided there stays decided, and one is told what says something else now.
"""

import posixpath
from collections.abc import Sequence
from datetime import datetime

from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import detect_markup
from visioneditor.core.field_writing import set_fields
from visioneditor.core.importing.mail import Mail, read_mail
from visioneditor.core.importing.mail_prose import mail_as_reflection
from visioneditor.core.importing.model import (
    SOURCE,
    SOURCE_PATH,
    WRITTEN_AGAINST,
    Answers,
    Proposal,
    Source,
    SourceKind,
)
from visioneditor.core.importing.proposing import (
    decide,
    holder_of,
    propose,
    propose_as_it_stands,
    reread,
    source_fields,
)
from visioneditor.core.teams import Teams
from visioneditor.core.text import fold
from visioneditor.errors import VisionEditorError
from visioneditor.repository.addresses import is_remote_address
from visioneditor.repository.history import document_history
from visioneditor.repository.model import Revision
from visioneditor.services.drafting import list_drafts, save_draft
from visioneditor.services.import_sources import RepositoryPlace
from visioneditor.services.model import LoadedDocument
from visioneditor.services.projects import load_teams
from visioneditor.services.reading import list_files, parse_text
from visioneditor.services.reflection_drafts import load_reflection_draft
from visioneditor.services.reflection_paths import project_of, reflection_folders, reflection_path
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass

_MARKUPS = {".rst": Markup.RST, ".md": Markup.MARKDOWN, ".markdown": Markup.MARKDOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedImport:
    """A reflection that could be written to `path`, and what it would be taken to say.

    `written_against` is the document's revision of the day on which it was written, if that is known; `newest` the one
    that stands now. `had` is the text that stands there at present.
    """

    project: str
    path: str
    proposal: Proposal
    base_revision: str
    draft_name: str
    had: str = ""
    version: int = 0  # of the draft that is written over
    written_against: str | None = None
    newest: str | None = None


def guess_project(source: Source, teams: Teams) -> str:
    """The team or project that a source is most likely of; empty where it does not tell."""
    teams_named = (team.name for name in source.names if (team := teams.by_name.get(fold(name))))
    known = (name for name in source.names if teams.team_of(name))  # a deliverable speaks for itself
    return next(teams_named, "") or next(known, "") or next(iter(source.names), "")


def load_known_places(workspace: Workspace, loaded: LoadedDocument) -> dict[str, RepositoryPlace]:
    """By project where its reflection was imported from, as far as it can be read there again."""
    folders, teams = reflection_folders(workspace, loaded), load_teams(workspace, loaded.revision)
    listed = (entry.path for entry in list_files(workspace, loaded.revision))
    drafted = (draft.path for draft in list_drafts(workspace))
    known: dict[str, RepositoryPlace] = {}
    for path in dict.fromkeys((*listed, *drafted)):
        if project := project_of(path, folders, teams):
            text = load_reflection_draft(workspace, loaded, path).text
            fields = source_fields(parse_text(text, _markup_of(path)))
            if is_remote_address(place := fields.get(SOURCE, "")):
                known[project] = RepositoryPlace(place=place, path=fields.get(SOURCE_PATH, ""))
    return known


def plan_import(workspace: Workspace, loaded: LoadedDocument, source: Source, project: str) -> PlannedImport:
    """What importing a source as a project's reflection on a document would write."""
    usual = reflection_path(workspace, loaded, project)
    text, markup = _text_of(source, loaded.document, _markup_of(usual))
    path = _with_ending(usual, markup)
    draft = load_reflection_draft(workspace, loaded, path)
    if path != usual and load_reflection_draft(workspace, loaded, usual).text:
        raise VisionEditorError("import.other-markup", project=project, path=usual)
    revisions = document_history(workspace.repository, _main_line(workspace), loaded.path)
    written_against = _told(text, markup) or _newest_at(workspace, revisions, source.written)
    proposal = propose(source, text, markup, loaded.document, previous=draft.text, written_against=written_against)
    return PlannedImport(
        project=project,
        path=path,
        proposal=proposal,
        base_revision=draft.base_revision,
        draft_name=draft.name,
        had=draft.text,
        version=draft.version,
        written_against=source_fields(proposal.reflection).get(WRITTEN_AGAINST),
        newest=revisions[0].revision if revisions else None,
    )


def plan_correction(workspace: Workspace, loaded: LoadedDocument, project: str) -> PlannedImport:
    """The reflection that a project has here, for correcting what its headings are taken to answer."""
    path = reflection_path(workspace, loaded, project)
    draft = load_reflection_draft(workspace, loaded, path)
    if not draft.text.strip():
        raise VisionEditorError("import.none-here", project=project)
    revisions = document_history(workspace.repository, _main_line(workspace), loaded.path)
    source = Source(kind=SourceKind.STANDING, place=path, path=path, text=draft.text)
    proposal = propose_as_it_stands(source, _markup_of(path), loaded.document)
    return PlannedImport(
        project=project,
        path=path,
        proposal=proposal,
        base_revision=draft.base_revision,
        draft_name=draft.name,
        version=draft.version,
        written_against=source_fields(proposal.reflection).get(WRITTEN_AGAINST),
        newest=revisions[0].revision if revisions else None,
    )


def write_import(
    workspace: Workspace,
    planned: PlannedImport,
    answers: Answers,
    *,
    written_against: str | None = None,
    now: datetime | None = None,
) -> StoredText:
    """Write a reflection with what was decided into its draft.

    `written_against` replaces what was found out; where it is empty, nothing is said of that. Raises
    "draft.changed-elsewhere" where the draft is another by now.
    """
    text = decide(planned.proposal, answers)
    if written_against is not None and written_against != (planned.written_against or ""):
        document = parse_text(text, planned.proposal.reflection.markup)
        text = set_fields(document, holder_of(document), {WRITTEN_AGAINST: written_against or None})
    return save_draft(
        workspace,
        planned.path,
        text,
        base_revision=planned.base_revision,
        name=planned.draft_name,
        seen=planned.version,
        now=now,
    )


def written_proposal(planned: PlannedImport, answers: Answers) -> Proposal:
    """The proposal as it reads once these answers are written."""
    return reread(planned.proposal, decide(planned.proposal, answers))


def _text_of(source: Source, vision: Document, wanted: Markup) -> tuple[str, Markup]:
    """A source as a reflection's text; plain words and mails are put below headings."""
    if source.kind is SourceKind.MAIL:
        mail = read_mail(source.text)
        return mail_as_reflection(mail, vision, wanted, mail.topic or "Notes"), wanted
    markup = detect_markup(source.path, source.text)
    if markup is Markup.TEXT:
        return mail_as_reflection(Mail(body=source.text), vision, wanted, "Notes"), wanted
    return source.text, markup


def _markup_of(path: str) -> Markup:
    return _MARKUPS.get(posixpath.splitext(path)[1].lower(), Markup.RST)


def _with_ending(path: str, markup: Markup) -> str:
    if markup is _markup_of(path):
        return path
    return posixpath.splitext(path)[0] + (".md" if markup is Markup.MARKDOWN else ".rst")


def _told(text: str, markup: Markup) -> str | None:
    return source_fields(parse_text(text, markup)).get(WRITTEN_AGAINST)


def _newest_at(workspace: Workspace, revisions: Sequence[Revision], moment: datetime | None) -> str | None:
    """The revision that stood at a moment; None where none did, or where the moment is not known."""
    if moment is None:
        return None
    then = (one.revision for one in revisions if workspace.repository.commit(one.revision).committed <= moment)
    return next(then, None)


def _main_line(workspace: Workspace) -> str:
    return workspace.repository.main_line() or workspace.repository.default_revision()
