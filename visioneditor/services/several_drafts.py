"""Several drafts of one document: named, renamed, one started from another, one brought into another."""

import re
from datetime import datetime

from visioneditor.core.document.model import Document
from visioneditor.core.drafting.three_way import Merged, merge
from visioneditor.core.text import encode
from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import is_joint, list_drafts, list_files_of_draft, load_draft, save_draft
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import DRAFT, load_document, parse_text
from visioneditor.services.rebasing import Rebased
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText

_NAME = re.compile(r"\w(?:[\w .-]{0,58}[\w.-])?")


def check_name(name: str) -> str:
    """The name without blanks around it; raises "draft.name-wrong" for what a revision could not be called."""
    name = " ".join(name.split())
    if _NAME.fullmatch(name) is None:
        raise VisionEditorError("draft.name-wrong", name=name)
    return name


def free_name(workspace: Workspace, path: str, like: str) -> str:
    """A name that no draft of the document has yet."""
    taken = {draft.name for draft in list_drafts(workspace, path)}
    numbered = (f"{like}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (like, *numbered) if name not in taken)


def rename_draft(workspace: Workspace, path: str, name: str, new: str) -> str:
    """Give a draft another name, with all its files where it has several; hands back the name as it is kept."""
    new = check_name(new)
    paths = [draft.path for draft in list_files_of_draft(workspace, name)] if is_joint(name) else []
    for each in dict.fromkeys((path, *paths)):
        workspace.store.rename_text(workspace.repository.key, each, name, new)
    return new


def start_draft(
    workspace: Workspace, path: str, text: str, *, base_revision: str, name: str, now: datetime | None = None
) -> StoredText:
    """Begin another draft with a text; what the document has under other names stays as it is."""
    name = check_name(name)
    if any(draft.name == name for draft in list_drafts(workspace, path)):
        raise VisionEditorError("draft.name-taken", path=path, name=name)
    return save_draft(workspace, path, text, base_revision=base_revision, name=name, seen=0, now=now)


def bring_in(workspace: Workspace, base: LoadedDocument, text: str, other: StoredText) -> Merged:
    """A draft with what another one says brought into it, over what both were begun on."""
    common, markup = _common(workspace, base, other), base.document.markup
    return merge(common.document, parse_text(text, markup), parse_text(other.text, markup))


def bring_in_deciding(workspace: Workspace, base: LoadedDocument, draft: Document, other: str) -> Rebased | None:
    """The same, to be decided about place by place; None where there is no other draft of that name any more."""
    found = load_draft(workspace, base.path, other)
    if found is None:
        return None
    theirs = parse_text(found.text, base.document.markup)
    loaded = LoadedDocument(revision=f"{DRAFT}:{other}", path=base.path, data=encode(found.text), document=theirs)
    return Rebased(base=loaded, merged=merge(_common(workspace, base, found).document, draft, theirs))


def _common(workspace: Workspace, base: LoadedDocument, other: StoredText) -> LoadedDocument:
    """What two drafts have in common; where their histories have nothing in common, that is nothing."""
    if other.base_revision == base.revision:
        return base
    answer = workspace.repository.plumbing.ask("merge-base", base.revision, other.base_revision)
    revision = answer.out.decode("ascii", "replace").strip()
    try:
        return load_document(workspace, revision, base.path) if revision else _nothing(base)
    except VisionEditorError as error:
        if error.message != "document.unknown":
            raise
        return _nothing(base)


def _nothing(base: LoadedDocument) -> LoadedDocument:
    empty = parse_text("", base.document.markup)
    return LoadedDocument(revision=base.revision, path=base.path, data=b"", document=empty)
