"""What one is asked with about an upload: branches, places, people known here, and each commit that would go."""

from collections.abc import Iterator, Mapping

from visioneditor.core.review.trailers import change_id_of
from visioneditor.errors import VisionEditorError
from visioneditor.repository.objects import Commit
from visioneditor.services.changes import resolve_change
from visioneditor.services.people import names_of_mails
from visioneditor.services.upload_places import UploadPlaces, find_upload_places
from visioneditor.services.uploading import UploadPlan
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadOffer:
    """What can be chosen; `branch` is what is likely meant."""

    branches: tuple[str, ...]
    branch: str
    places: UploadPlaces
    people: tuple[str, ...]  # `Name <mail>`


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedCommit:
    """A commit that would go, and what it would become: the next patch set of a change, where one is known here."""

    commit: str
    subject: str
    has_change_id: bool
    number: int | None = None
    next_patch_set: int = 1
    patch_set: int | None = None  # the one that it is already: it goes nowhere


def load_offer(workspace: Workspace, revision: str = "") -> UploadOffer:
    """What to ask with; `revision` is what one looks at. Raises "repository.empty". It runs git."""
    repository = workspace.repository
    branches = {ref.short: ref.commit for ref in repository.branches()}
    if not branches:
        raise VisionEditorError("repository.empty", name=repository.name)
    head = (repository.head_branch() or "").removeprefix("refs/heads/")
    shown = repository.find_commit(revision) if revision else None
    at = [name for name, commit in branches.items() if shown and commit == shown.oid]
    main = (repository.main_line() or "").rsplit("/", 1)[-1]
    likely = (revision, *([head] if head in at else []), *(name for name in at if name != main), head, main)
    branch = next((name for name in likely if name in branches), next(iter(branches)))
    return UploadOffer(
        branches=tuple(branches),
        branch=branch,
        places=find_upload_places(repository, f"refs/heads/{branch}"),
        people=known_people(workspace),
    )


def known_people(workspace: Workspace) -> tuple[str, ...]:
    """Everybody whom the repository names with a mail address, by their names."""
    named = names_of_mails(workspace.repository)
    return tuple(sorted((f"{name} <{mail}>" for mail, name in named.items()), key=str.lower))


def describe_commits(workspace: Workspace, plan: UploadPlan) -> tuple[OfferedCommit, ...]:
    """What each commit of a plan would become, the oldest first."""
    return tuple(_describe(workspace, plan))


def _describe(workspace: Workspace, plan: UploadPlan) -> Iterator[OfferedCommit]:
    for commit in plan.commits:
        number, patch_sets = _known_change(workspace, commit)
        yield OfferedCommit(
            commit=commit.oid,
            subject=commit.subject,
            has_change_id=change_id_of(commit.message) is not None,
            number=number,
            next_patch_set=max(patch_sets, default=0) + 1,
            patch_set=next((at for at, oid in patch_sets.items() if oid == commit.oid), None),
        )


def _known_change(workspace: Workspace, commit: Commit) -> tuple[int | None, Mapping[int, str]]:
    """The number of a commit's change, and the patch sets that are here."""
    change_id = change_id_of(commit.message)
    if change_id is None:
        return None, {}
    try:
        number = resolve_change(workspace, change_id).number
    except VisionEditorError:
        return None, {}
    return number, workspace.repository.patch_sets(number) if number is not None else {}
