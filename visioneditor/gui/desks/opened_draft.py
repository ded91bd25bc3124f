"""What is being drafted: where it came from, what of it is kept, and what other windows do to it meanwhile."""

from visioneditor.core.document.model import Markup
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.gui.place import DRAFT, WORKTREE
from visioneditor.services.drafting import discard_draft, files_beside, find_commit_of, list_drafts
from visioneditor.services.keeping import Kept, keep_draft
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import load_document, parse_text
from visioneditor.services.rebasing import merge_under_way
from visioneditor.services.several_drafts import check_name, free_name, rename_draft
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftNews:
    """What another window did: changed this very draft, discarded it, or keeps one of its own beside it."""

    changed: StoredText | None = None
    is_gone: bool = False
    beside: StoredText | None = None


class OpenedDraft:
    """Not a Qt object: `keep`, `look` and `discard` run on the writing lane's thread, one after another."""

    def __init__(
        self,
        workspace: Workspace,
        base: LoadedDocument,
        working: bytes | None,
        draft: StoredText | None,
        others: tuple[StoredText, ...],
    ) -> None:
        self.workspace, self.base, self.others = workspace, base, others
        self.working = working  # what the draft knows of the working file; None: that there is none
        self._is_file_noted = draft is not None
        self.path = base.path
        self.markup: Markup = base.document.markup
        self.text = draft.text if draft else base.document.text
        self.is_restored = draft is not None and draft.text != base.document.text
        self._known = {other.name for other in others}
        self._told = self._version = draft.version if draft else 0
        self.name = draft.name if draft else "draft"
        self.files_beside = files_beside(workspace, draft) if draft else 0  # more files of the same draft
        self.merging_onto = merge_under_way(workspace, self.path, self.name) if draft else ""

    @property
    def revision(self) -> str:
        """The draft as something to compare."""
        return f"{DRAFT}:{self.name}"

    @property
    def is_kept(self) -> bool:
        """Whether anything of it is on disk."""
        return self._version > 0

    def keep(self, text: str, base_revision: str) -> Kept:
        """Put the text on disk, under a name of its own where another window has written this draft."""
        kept = keep_draft(
            self.workspace,
            self.path,
            text,
            base_revision=base_revision,
            name=self.name,
            seen=self._version,
        )
        self._known |= {self.name} if kept.other is not None else set()
        self.name = kept.stored.name
        self._told = self._version = kept.stored.version
        if not self._is_file_noted or kept.other is not None:
            self.note_file(self.working)
        return kept

    def rename(self, name: str) -> None:
        """Give it another name, on disk where it is kept already."""
        if self.is_kept:
            self.name = rename_draft(self.workspace, self.path, self.name, name)
        else:
            self.name = free_name(self.workspace, self.path, check_name(name))
        self._known |= {self.name}

    def note_file(self, data: bytes | None) -> None:
        """From now on this is what the draft knows of the working file, also after another start."""
        self.working, self._is_file_noted = data, True
        self.workspace.store.put_known_file(self.workspace.repository.key, self.path, self.name, data)

    def look(self) -> DraftNews:
        """What is new since the last look; each thing is told once."""
        drafts = {draft.name: draft for draft in list_drafts(self.workspace, self.path)}
        mine = drafts.pop(self.name, None)
        beside = next((draft for name, draft in drafts.items() if name not in self._known), None)
        self._known |= set(drafts)
        version = mine.version if mine is not None else 0
        is_new, self._told = version not in (self._version, self._told), version
        return DraftNews(changed=mine if is_new else None, is_gone=is_new and mine is None, beside=beside)

    def discard(self) -> None:
        """Drop what is kept, if it is still what was kept here."""
        drafts = list_drafts(self.workspace, self.path)
        if any((draft.name, draft.version) == (self.name, self._version) for draft in drafts):
            discard_draft(self.workspace, self.path, self.name)


def open_draft(workspace: Workspace, loaded: LoadedDocument, name: str | None) -> OpenedDraft:
    """The unsaved draft of that name, else the one edited last; where there is none, what is shown."""
    drafts = list_drafts(workspace, loaded.path)
    draft = next((one for one in drafts if one.name == name), drafts[0] if drafts else None)
    working = workspace.repository.worktree_bytes(loaded.path) if workspace.repository.work_tree else None
    others = tuple(one for one in drafts if one is not draft)
    base = _base_of(workspace, loaded, draft, working)
    known = _known_file(workspace, base, draft, working) if draft is not None else working
    return OpenedDraft(workspace, base, known, draft, others)


def _known_file(workspace: Workspace, base: LoadedDocument, draft: StoredText, working: bytes | None) -> bytes | None:
    """What a draft knew of the working file when it was written; where that was not noted, what it was begun on."""
    noted = workspace.store.known_file(workspace.repository.key, draft.path, draft.name)
    if noted is not None:
        return noted[0]
    return working if working is None or decode(working) == draft.text else base.data


def _base_of(
    workspace: Workspace, loaded: LoadedDocument, draft: StoredText | None, working: bytes | None
) -> LoadedDocument:
    """What a draft starts from: what it was begun on, else the working file's own commit, else what is shown."""
    if draft is not None:
        try:
            begun_on = find_commit_of(workspace, draft) or draft.base_revision
            return load_document(workspace, begun_on, loaded.path)
        except VisionEditorError as error:
            if error.message != "document.unknown":
                return loaded
            return _not_there_yet(draft.base_revision, loaded)
    if working is not None and loaded.revision == workspace.repository.resolve(workspace.repository.default_revision()):
        on_disk = load_document(workspace, WORKTREE, loaded.path)
        return replace(on_disk, revision=loaded.revision)
    if loaded.revision.startswith((WORKTREE, DRAFT)):
        return replace(loaded, revision=workspace.repository.resolve(workspace.repository.default_revision()))
    return loaded


def _not_there_yet(revision: str, loaded: LoadedDocument) -> LoadedDocument:
    """What a draft of a new document is begun on."""
    return LoadedDocument(
        revision=revision, path=loaded.path, data=b"", document=parse_text("", loaded.document.markup)
    )
