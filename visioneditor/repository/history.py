"""The revisions of a document along the first-parent chain, across renames.

Gerrit merges sibling changes side by side, so the order of `git log` is no order of revisions: only the first-parent
chain is. A merge on it is taken apart into the commits it brought that touch the document. Which sections a revision
touched is left to services, which can read documents.
"""

from collections.abc import Iterable, Mapping, Sequence

from visioneditor.repository.model import ChangeOfMerge, Revision
from visioneditor.repository.notes import find_notes
from visioneditor.repository.objects import find_trailer
from visioneditor.repository.renames import find_renames
from visioneditor.repository.repository import Repository
from visioneditor.values import dataclass

REVIEW_NOTES = "refs/notes/review"
_MOST_RENAMES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MainLine:
    """Every commit below `tip`, and the commit of its first-parent chain that brought it."""

    tip: str
    brought_by: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit of the chain that touched the document, which then stood at `path`."""

    commit: str
    path: str


def load_main_line(repository: Repository, commit: str) -> MainLine:
    """Read the whole graph once; worth keeping where several documents' histories are wanted."""
    tip = repository.resolve(commit)
    lines = repository.plumbing.tell("rev-list", "--parents", tip, "--").decode("ascii").splitlines()
    parents = {commit: rest for commit, *rest in (line.split(" ") for line in lines)}
    return MainLine(tip=tip, brought_by=assign_commits(tip, parents))


def assign_commits(tip: str, parents: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For every commit below `tip` the earliest commit of the first-parent chain that holds it."""
    chain = [tip]
    while parents.get(chain[-1]):
        chain.append(parents[chain[-1]][0])
    brought_by = {commit: commit for commit in chain}
    for on_chain in reversed(chain):
        waiting = list(parents.get(on_chain, ())[1:])
        while waiting:
            commit = waiting.pop()
            if commit not in brought_by:
                brought_by[commit] = on_chain
                waiting.extend(parents.get(commit, ()))
    return brought_by


def document_history(
    repository: Repository, commit: str, path: str, line: MainLine | None = None
) -> tuple[Revision, ...]:
    """The revisions that touched a document, newest first, each with the path it had there.

    `line` spares reading the graph again where it is at hand.
    """
    line = line or load_main_line(repository, commit)
    steps = _follow(repository, line.tip, repository.real_path(line.tip, path) or path)
    if not steps:
        return ()
    brought = _brought(repository, line, dict.fromkeys(step.path for step in steps))
    reviews = find_notes(repository, REVIEW_NOTES)
    return tuple(_revision(repository, step, brought.get(step.commit, []), reviews) for step in steps)


def _follow(repository: Repository, tip: str, path: str) -> list[_Step]:
    """The steps of the chain that touched the document, newest first, going on under its earlier names."""
    steps: list[_Step] = []
    for _ in range(_MOST_RENAMES):
        earlier = _follow_name(repository, tip, path, steps)
        if earlier is None:
            break
        tip, path = earlier
    return steps


def _follow_name(repository: Repository, tip: str, path: str, steps: list[_Step]) -> tuple[str, str] | None:
    """Add the steps under one name; the commit and name to go on with where it was renamed to this one."""
    commits = repository.plumbing.tell("rev-list", "--first-parent", tip, "--", path).decode("ascii").split()
    for commit in commits:
        parent = next(iter(repository.commit(commit).parents), "")
        if repository.blob_at(commit, path) is None:
            if steps and any(old == path for old, _ in _renames(repository, parent, commit)):
                return None  # what stood there before is another document, which has a new name
            continue
        steps.append(_Step(commit, path))
        if repository.blob_at(parent, path) is None:
            source = next((old for old, new in _renames(repository, parent, commit) if new == path), None)
            if source:
                return parent, source
    return None


def _renames(repository: Repository, old: str, new: str) -> tuple[tuple[str, str], ...]:
    return find_renames(repository, old, new) if repository.find_commit(old) else ()  # a shallow clone ends somewhere


def _brought(repository: Repository, line: MainLine, paths: Iterable[str]) -> dict[str, list[str]]:
    """For every commit of the chain the commits it brought that touch one of the paths, newest first."""
    arguments = ("rev-list", "--topo-order", "--full-history", "--no-merges", line.tip, "--", *paths)
    brought: dict[str, list[str]] = {}
    for commit in repository.plumbing.tell(*arguments).decode("ascii").split():
        brought.setdefault(line.brought_by[commit], []).append(commit)
    return brought


def _revision(repository: Repository, step: _Step, brought: Sequence[str], reviews: Mapping[str, str]) -> Revision:
    changes = tuple(_change(repository, commit, reviews) for commit in brought or [step.commit])
    newest = changes[0]
    return Revision(
        revision=step.commit,
        path=step.path,
        author=newest.author,
        date=repository.commit(step.commit).committed,
        subject=newest.subject,
        change_id=newest.change_id,
        changes=changes,
    )


def _change(repository: Repository, oid: str, reviews: Mapping[str, str]) -> ChangeOfMerge:
    commit = repository.commit(oid)
    note = repository.blob(reviews[oid]).decode("utf-8", "replace") if oid in reviews else ""
    return ChangeOfMerge(
        revision=oid,
        author=commit.author.name,
        date=commit.committed,
        subject=commit.subject,
        change_id=find_trailer(commit.message, "Change-Id"),
        review=find_trailer(note, "Reviewed-on") or find_trailer(commit.message, "Reviewed-on"),
    )
