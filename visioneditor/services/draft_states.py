"""How far each draft of a document is: only kept here, saved to the file, committed, uploaded; and how far behind."""

from collections.abc import Mapping

from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Ref, RefKind
from visioneditor.repository.refs import parse_patch_set
from visioneditor.services.drafting import files_beside, list_drafts
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass

_MOST_BRANCHES = 60  # the youngest ones


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftState:
    """A draft that is kept here. `branches`: those that say the same by now; `behind`: commits its base lacks."""

    draft: StoredText
    is_as_base: bool
    is_saved: bool  # the working file says the same
    branches: tuple[str, ...] = ()
    behind: int = 0
    files_beside: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchState:
    """A branch on which the document goes on; `change` and `patch_set` where its tip is known to be uploaded."""

    branch: str
    commit: str
    subject: str
    commits: int  # that touch the document
    change: int | None = None
    patch_set: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStates:
    """All of a document, the drafts edited last and the youngest branches first."""

    drafts: tuple[DraftState, ...]
    branches: tuple[BranchState, ...]


def load_draft_states(workspace: Workspace, path: str) -> DraftStates:
    """The drafts of a document, and the branches on which it was committed but not merged."""
    refs = workspace.repository.refs()
    branches = tuple(_branches(workspace, refs))
    found = tuple(_state(workspace, draft, branches) for draft in list_drafts(workspace, path))
    return DraftStates(drafts=found, branches=_branch_states(workspace, path, refs, branches))


def load_draft_state(workspace: Workspace, draft: StoredText) -> DraftState:
    """How far a single one is."""
    return _state(workspace, draft, tuple(_branches(workspace, workspace.repository.refs())))


def _branches(workspace: Workspace, refs: tuple[Ref, ...]) -> list[Ref]:
    """Local branches, the youngest first."""
    local = [ref for ref in refs if ref.kind is RefKind.BRANCH]
    local.sort(key=lambda ref: ref.date.timestamp() if ref.date else 0.0, reverse=True)
    return local[:_MOST_BRANCHES]


def _state(workspace: Workspace, draft: StoredText, branches: tuple[Ref, ...]) -> DraftState:
    repository = workspace.repository
    is_as_base = _text_at(workspace, draft.base_revision, draft.path) == draft.text
    working = repository.worktree_bytes(draft.path) if repository.work_tree is not None else None
    same = [
        ref.short for ref in branches if not is_as_base and _text_at(workspace, ref.commit, draft.path) == draft.text
    ]
    return DraftState(
        draft=draft,
        is_as_base=is_as_base,
        is_saved=working is not None and decode(working) == draft.text,
        branches=tuple(same),
        behind=_count(workspace, draft.path, draft.base_revision, _upstream(workspace)),
        files_beside=files_beside(workspace, draft),
    )


def _text_at(workspace: Workspace, revision: str, path: str) -> str | None:
    try:
        data = workspace.repository.read(revision, path)
    except VisionEditorError:
        return None  # a base that is gone, from a repository that was cloned anew
    return decode(data) if data is not None else None


def _upstream(workspace: Workspace) -> tuple[str, ...]:
    """What a draft may be behind of: the branch that is checked out, and the main line."""
    repository = workspace.repository
    if repository.is_empty:
        return ()
    main = repository.main_line()
    return tuple(dict.fromkeys(name for name in (repository.default_revision(), main) if name))


def _count(workspace: Workspace, path: str, base: str, tips: tuple[str, ...]) -> int:
    """How many commits that touch a document the tips have and the base has not."""
    known = [tip for tip in tips if workspace.repository.find_commit(tip) is not None]
    if not known or workspace.repository.find_commit(base) is None:
        return 0
    counted = workspace.repository.plumbing.line("rev-list", "--count", "--no-merges", *known, f"^{base}", "--", path)
    return int(counted or 0)


def _branch_states(
    workspace: Workspace, path: str, refs: tuple[Ref, ...], branches: tuple[Ref, ...]
) -> tuple[BranchState, ...]:
    main, uploaded = workspace.repository.main_line(), _uploaded(refs)
    if main is None:
        return ()
    states = []
    for ref in branches:
        commits = _count(workspace, path, main, (ref.commit,))
        if commits:
            number, patch_set = uploaded.get(ref.commit, (None, None))
            states.append(
                BranchState(
                    branch=ref.short,
                    commit=ref.commit,
                    subject=ref.subject,
                    commits=commits,
                    change=number,
                    patch_set=patch_set,
                )
            )
    return tuple(states)


def _uploaded(refs: tuple[Ref, ...]) -> Mapping[str, tuple[int, int]]:
    """By commit: the change and patch set under which it was fetched from its server."""
    found = {}
    for ref in refs:
        place = parse_patch_set(ref.name) if ref.kind is RefKind.PATCH_SET else None
        if place is not None:
            found[ref.commit] = place
    return found
