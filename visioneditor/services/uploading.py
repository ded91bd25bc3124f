"""Upload commits for review, as git-review does: what would go is told first, what the server says has a way out.

A commit's message may be completed on the way (a Change-Id, a Signed-off-by): only where one's own commits that are
nowhere else are written anew by it, and only when somebody asked for that.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from visioneditor.core.drafting.message_completion import complete_message, renew_change_id
from visioneditor.core.drafting.push_answers import PushAnswer, Refusal, Refused, UploadedChange
from visioneditor.core.drafting.push_options import UploadWish, push_options, review_ref
from visioneditor.core.review.trailers import change_id_of, make_change_id
from visioneditor.errors import VisionEditorError
from visioneditor.repository.credentials import Credential
from visioneditor.repository.model import Signature
from visioneditor.repository.objects import Commit
from visioneditor.repository.process import git_version
from visioneditor.repository.pushing import ReviewPush, command_line, push_for_review
from visioneditor.repository.repository import Repository
from visioneditor.repository.rewording import Reworded, reword
from visioneditor.repository.writing import branch_ref
from visioneditor.services.accounts import Accounts
from visioneditor.services.fetching import Cancelled, Progress, fetch_changes
from visioneditor.services.online_people import rest_root
from visioneditor.services.reviewing import identity
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

MOST_COMMITS = 100
_MERGES_TREES = (2, 38)  # the first git that brings two commits together without a work tree
_NUMBER = re.compile(r"(\d+)/?$")


class WayOut(StrEnum):
    """What can be done here about a refusal."""

    COMPLETE = "complete"  # put a Change-Id and a Signed-off-by where one is missing
    NEW_CHANGE = "new-change"  # give the commit another Change-Id


WAYS_OUT = {
    f"upload.{refusal}": WayOut.COMPLETE
    for refusal in (
        Refusal.NO_CHANGE_ID,
        Refusal.SEVERAL_CHANGE_IDS,
        Refusal.BAD_CHANGE_ID,
        Refusal.CHANGE_ID_ELSEWHERE,
        Refusal.NOT_SIGNED_OFF,
    )
} | {f"upload.{refusal}": WayOut.NEW_CHANGE for refusal in (Refusal.CLOSED, Refusal.SAME_CHANGE_ID)}


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPlan:
    """What an upload of a branch consists of: its commits that are nowhere else, the oldest first."""

    branch: str  # the full ref
    commits: tuple[Commit, ...]
    conflicts: tuple[str, ...] = ()  # files in which the server's branch, as far as it is here, wrote in the same place

    @property
    def tip(self) -> str:
        """The commit that is pushed."""
        return self.commits[-1].oid


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """What an upload became."""

    changes: tuple[UploadedChange, ...]
    remarks: tuple[str, ...]
    is_fetched: bool  # the changes are here with all that the server says of them


def plan_upload(workspace: Workspace, branch: str, onto: str) -> UploadPlan:
    """What uploading a branch of one's own would send; `onto` is the server's branch.

    Raises "upload.nothing" where it has no commit that is not on a remote branch, and "upload.too-many".
    """
    repository = workspace.repository
    ref = branch_ref(repository, branch)
    repository.resolve(ref)
    known = repository.plumbing.line("for-each-ref", "--count=1", "--format=%(refname)", "refs/remotes")
    main = f"refs/heads/{onto}"
    beside = ["--remotes"] if known else [main] if main != ref and repository.find_commit(main) else []
    listed = repository.plumbing.line(
        "rev-list", "--reverse", "--topo-order", f"--max-count={MOST_COMMITS + 1}", ref, "--not", *beside, "--"
    )
    commits = tuple(repository.commit(oid) for oid in listed.split())
    if not commits:
        raise VisionEditorError("upload.nothing", branch=branch)
    if len(commits) > MOST_COMMITS:
        raise VisionEditorError("upload.too-many", most=MOST_COMMITS, branch=branch)
    return UploadPlan(branch=ref, commits=commits, conflicts=_conflicts(repository, commits[-1].oid, onto))


def _conflicts(repository: Repository, tip: str, onto: str) -> tuple[str, ...]:
    """The files that git cannot bring together with the server's branch as it was fetched last."""
    newest = _tracked(repository, onto)
    if newest is None or (git_version() or ()) < _MERGES_TREES:
        return ()
    answer = repository.plumbing.ask("merge-tree", "--write-tree", "--name-only", "-z", "--no-messages", newest, tip)
    parts = answer.out.decode("utf-8", "replace").split("\0")
    return tuple(part for part in parts[1:] if part) if answer.status == 1 else ()


def _tracked(repository: Repository, onto: str) -> str | None:
    names = ("gerrit", "origin", *repository.remotes())
    found = (repository.find_commit(f"refs/remotes/{name}/{onto}") for name in names)
    return next((commit.oid for commit in found if commit), None)


def show_command(plan: UploadPlan, address: str, wish: UploadWish, project: str = "") -> tuple[str, ...]:
    """The git command that uploads."""
    return command_line(_push(plan, address, wish, project))


def _push(plan: UploadPlan, address: str, wish: UploadWish, project: str) -> ReviewPush:
    return ReviewPush(
        address=_own_address(address, project), commit=plan.tip, ref=review_ref(wish.branch), options=push_options(wish)
    )


def upload(
    workspace: Workspace,
    plan: UploadPlan,
    address: str,
    wish: UploadWish,
    *,
    project: str = "",
    accounts: Accounts,
    may_ask: bool = True,
    progress: Progress = lambda share, text: None,
    cancelled: Cancelled = lambda: False,
) -> Uploaded:
    """Push what was planned, and fetch the changes that it became.

    Raises `upload.…` where the server takes nothing, and what went wrong on the way. `may_ask`: somebody looks.
    """
    root = rest_root(address, project)
    credential = _sign_in(accounts, root, may_ask=may_ask) if root else None
    answer = push_for_review(
        workspace.repository,
        _push(plan, address, wish, project),
        credential=credential,
        progress=progress,
        cancelled=cancelled,
    )
    if answer.refused is not None:
        raise refusal_of(answer.refused, wish, detail="\n".join(answer.said))
    is_fetched = _fetch(workspace, answer, _open_address(address), progress, cancelled)
    return Uploaded(changes=answer.changes, remarks=answer.remarks, is_fetched=is_fetched)


def _sign_in(accounts: Accounts, root: str, *, may_ask: bool) -> Credential | None:
    """Who one is there; where nobody tells, git's own helpers and the server's answer do."""
    accounts.sign_in(root, may_ask=may_ask).client.close()
    return accounts.credential_on(root)


def refusal_of(refused: Refused, wish: UploadWish, detail: str = "") -> VisionEditorError:
    """What to say of it."""
    return VisionEditorError(
        f"upload.{refused.refusal}",
        reason=refused.reason,
        what=refused.what,
        branch=wish.branch,
        detail=detail,
    )


def _own_address(address: str, project: str) -> str:
    """Where a server asks who one is: over the web that is beneath `/a/`."""
    root = rest_root(address, project)
    if root is None or "/a/" in urlsplit(address).path:
        return address
    parts = urlsplit(address)
    below = parts.path.removeprefix(urlsplit(root).path).strip("/")
    return f"{root}/a/{below}"


def _open_address(address: str) -> str:
    """Where everybody may read: with `/a/` a server wants a password."""
    return re.sub(r"^(https?://[^/]+(?:/[^/]+)*?)/a/", r"\1/", address)


def _fetch(workspace: Workspace, answer: PushAnswer, address: str, progress: Progress, cancelled: Cancelled) -> bool:
    """The upload stands, whatever becomes of this."""
    numbers = [change.number for change in answer.changes]
    try:
        fetched = fetch_changes(workspace, numbers, remote=address, progress=progress, cancelled=cancelled)
    except VisionEditorError:
        return False
    return not fetched.missing


def complete_messages(
    workspace: Workspace, plan: UploadPlan, *, signs_off: bool = True, now: datetime | None = None
) -> Reworded:
    """Put a Change-Id and a Signed-off-by into every message that lacks one; the branch follows."""
    person, date = _identity(workspace), now or datetime.now(UTC)
    sign_off = f"{person.name} <{person.mail}>" if signs_off else None

    def new_message(commit: Commit) -> str:
        return complete_message(commit.message, lambda: _new_id(commit, date), sign_off=sign_off)

    return _reword(workspace, plan, new_message, date)


def start_new_changes(
    workspace: Workspace, plan: UploadPlan, closed: Sequence[str] = (), *, now: datetime | None = None
) -> Reworded:
    """Give other Change-Ids to the commits of closed changes, and to those that share one; the branch follows.

    `closed` are Change-Ids; without any the newest commit is meant.
    """
    date, seen = now or datetime.now(UTC), set(closed)
    ids = [change_id_of(commit.message) for commit in plan.commits]
    if not seen and len(set(ids)) == len(ids) and ids[-1]:
        seen = {ids[-1]}

    def new_message(commit: Commit) -> str:
        known = change_id_of(commit.message)
        if known not in seen:
            seen.update([known] if known else [])
            return commit.message
        return renew_change_id(commit.message, _new_id(commit, date))

    return _reword(workspace, plan, new_message, date)


def take_way_out(
    workspace: Workspace, plan: UploadPlan, way_out: WayOut, address: str, refusal: VisionEditorError | None
) -> Reworded:
    """Do what is offered about a refusal."""
    if way_out is WayOut.COMPLETE:
        return complete_messages(workspace, plan)
    is_closed = refusal is not None and refusal.message == "upload.closed"
    return start_new_changes(workspace, plan, closed_change_ids(workspace, refusal, address) if is_closed else ())


def closed_change_ids(workspace: Workspace, error: VisionEditorError | None, address: str) -> tuple[str, ...]:
    """The Change-Id of the change that the server called closed, which is fetched where it is not here."""
    found = _NUMBER.search(str(error.arguments.get("what", ""))) if error is not None else None
    if found is None:
        return ()
    number, repository = int(found[1]), workspace.repository
    if not repository.patch_sets(number):
        fetch_changes(workspace, [number], remote=_open_address(address))
    tips = repository.patch_sets(number).values()
    ids = (change_id_of(repository.commit(tip).message) for tip in tips)
    return tuple(dict.fromkeys(id for id in ids if id))


def _reword(workspace: Workspace, plan: UploadPlan, new_message: Callable[[Commit], str], date: datetime) -> Reworded:
    person = _identity(workspace)
    return reword(workspace.repository, plan.branch, plan.commits, new_message, committer=person, date=date)


def _identity(workspace: Workspace) -> Signature:
    person = identity(workspace)
    if person is None:
        raise VisionEditorError("identity.missing")
    return person


def _new_id(commit: Commit, date: datetime) -> str:
    who = f"{commit.committer.name} <{commit.committer.mail}> {date.timestamp()}"
    return make_change_id(who, commit.oid, commit.message)
