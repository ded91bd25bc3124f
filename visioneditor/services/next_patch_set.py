"""Which change a draft could become the next patch set of: the one it was begun on, or the branch's newest commit."""

from visioneditor.core.review.trailers import change_id_of
from visioneditor.errors import VisionEditorError
from visioneditor.repository.objects import Commit
from visioneditor.repository.refs import list_change_refs, named_patch_set, parse_patch_set
from visioneditor.repository.repository import Repository
from visioneditor.services.changes import resolve_change
from visioneditor.services.drafting import DEFAULT_NAME, load_draft
from visioneditor.services.reading import load_document
from visioneditor.services.several_drafts import start_draft
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import StoredText
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPatchSet:
    """A commit that can be replaced by one with the same Change-Id; it is in no remote branch yet."""

    commit: str
    branch: str  # where the new one goes, in short
    message: str
    number: int | None = None  # of the change, where it is known here
    begun_on: int | None = None  # the patch set that the commit is
    newest: int = 0  # the newest patch set that is here

    @property
    def is_behind(self) -> bool:
        """Whether somebody uploaded another patch set after the one it was begun on."""
        return self.begun_on is not None and self.begun_on < self.newest


def find_next_patch_set(workspace: Workspace, base_revision: str) -> NextPatchSet | None:
    """What a draft begun on a revision could take the place of; None where that is no change. It runs git."""
    repository = workspace.repository
    head = repository.head_branch() if repository.work_tree is not None else None
    base = repository.find_commit(base_revision)
    if base is not None and (place := _place_of(repository, base.oid)) is not None:
        return _of_patch_set(workspace, base, place[0], head)
    tip = repository.find_commit(head) if head else None
    return _build(workspace, tip, (head or "").removeprefix("refs/heads/")) if tip else None


def draft_next_patch_set(workspace: Workspace, path: str, revision: str) -> StoredText:
    """The draft of a change's next patch set, begun on the one that is named where there is none yet.

    It is called after the change: other drafts of the document stay as they are, and documents that are edited for one
    change are one draft. Raises "document.unknown".
    """
    place = named_patch_set(revision)
    name = f"change-{place[0]}" if place is not None else DEFAULT_NAME
    draft = load_draft(workspace, path, name)
    if draft is not None:
        return draft
    loaded = load_document(workspace, revision, path)
    commit = workspace.repository.resolve(revision)
    return start_draft(workspace, path, loaded.document.text, base_revision=commit, name=name)


def _place_of(repository: Repository, commit: str) -> tuple[int, int] | None:
    """The change and the patch set that a commit is."""
    answer = repository.plumbing.line("for-each-ref", "--format=%(refname)", f"--points-at={commit}", "refs/changes")
    return max((place for name in answer.splitlines() if (place := parse_patch_set(name))), default=None)


def _of_patch_set(workspace: Workspace, base: Commit, number: int, head: str | None) -> NextPatchSet | None:
    """On the branch that ends there, else on one of its own; what was amended there before is amended again."""
    repository = workspace.repository
    ending = [ref.name for ref in repository.branches() if ref.commit == base.oid]
    if ending:
        branch = head if head in ending else ending[0]
        return _build(workspace, base, branch.removeprefix("refs/heads/"))
    branch = f"review/{number}"
    tip = repository.find_commit(f"refs/heads/{branch}")
    if tip is None:
        return _build(workspace, base, branch)
    if change_id_of(tip.message) == change_id_of(base.message):
        return _build(workspace, tip, branch)
    return _build(workspace, base, f"{branch}-{base.oid[:8]}")


def _build(workspace: Workspace, commit: Commit, branch: str) -> NextPatchSet | None:
    repository, change_id = workspace.repository, change_id_of(commit.message)
    if change_id is None or len(commit.parents) > 1 or _is_merged(repository, commit.oid, branch):
        return None
    try:
        number = resolve_change(workspace, change_id).number
    except VisionEditorError:
        number = None
    names = list_change_refs(repository.plumbing, [number])[number] if number is not None else {}
    sets = {int(name): oid for name, oid in names.items() if name.isdecimal()}
    return NextPatchSet(
        commit=commit.oid,
        branch=branch,
        message=commit.message,
        number=number,
        begun_on=next((at for at, oid in sets.items() if oid == commit.oid), None),
        newest=max(sets, default=0),
    )


def _is_merged(repository: Repository, commit: str, branch: str) -> bool:
    """Whether a remote branch has it, or, without any, the default branch: then it is nobody's to replace."""
    holding = repository.plumbing.line("for-each-ref", "--format=%(refname)", f"--contains={commit}", "refs/remotes")
    main = repository.main_line()
    if holding or main is None or main.startswith("refs/remotes/"):
        return bool(holding)
    if main == f"refs/heads/{branch}":
        return not repository.plumbing.line("for-each-ref", "--count=1", "refs/remotes")
    return repository.plumbing.ask("merge-base", "--is-ancestor", commit, main).status == 0
