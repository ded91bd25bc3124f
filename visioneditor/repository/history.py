"""The revisions of a document along the first-parent chain, across renames.

Gerrit merges sibling changes side by side, so the order of `git log` is no order of revisions: only the first-parent
chain is. A merge on it is taken apart into the commits it brought that touch the document. Which sections a revision
touched is left to services, which can read documents.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    touched: "Touched | None" = None  # where it was read for the histories of many documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """By path the commits that touched it, newest first: those of the first-parent chain, and those that are no merges.

    `place` has for each commit of the chain where it stands in it, counted from the tip.
    """

    on_chain: Mapping[str, Sequence[str]]
    brought: Mapping[str, Sequence[str]]
    place: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit of the chain that touched the document, which then stood at `path`."""

    commit: str
    path: str


def load_main_line(repository: Repository, commit: str, *, with_paths: bool = False) -> MainLine:
    """Read the whole graph once; `with_paths` is worth its time where many documents' histories are wanted."""
    tip = repository.resolve(commit)
    lines = repository.plumbing.tell("rev-list", "--parents", tip, "--").decode("ascii").splitlines()
    parents = {commit: rest for commit, *rest in (line.split(" ") for line in lines)}
    touched = _load_touched(repository, tip) if with_paths else None
    return MainLine(tip=tip, brought_by=assign_commits(tip, parents), touched=touched)


def _load_touched(repository: Repository, tip: str) -> Touched:
    chain = list(_commits_and_paths(repository, "--first-parent", "-m", tip))
    brought = _commits_and_paths(repository, "--topo-order", "--no-merges", tip)
    place = {commit: at for at, (commit, _) in enumerate(chain)}
    return Touched(on_chain=_by_path(chain), brought=_by_path(brought), place=place)


def _by_path(commits: Iterable[tuple[str, Sequence[str]]]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for commit, paths in commits:
        for path in paths:
            found.setdefault(path, []).append(commit)
    return found


def _commits_and_paths(repository: Repository, *chosen: str) -> Iterator[tuple[str, list[str]]]:
    """Commits with the paths they touched, in git's order; the sign before a commit stands in no path's beginning."""
    arguments = ("log", "-z", "--no-renames", "--root", "--name-only", "--format=tformat:%x01%H", *chosen, "--")
    for part in repository.plumbing.tell(*arguments).decode("utf-8", "surrogateescape").split("\x00\x01"):
        commit, *paths = part.lstrip("\x01").split("\0")
        if commit:
            yield commit, [path.lstrip("\n") for path in paths if path]


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
    steps = _follow(repository, line, repository.real_path(line.tip, path) or path)
    if not steps:
        return ()
    brought = _brought(repository, line, tuple(dict.fromkeys(step.path for step in steps)))
    reviews = find_notes(repository, REVIEW_NOTES)
    return tuple(_revision(repository, step, brought.get(step.commit, []), reviews) for step in steps)


def _follow(repository: Repository, line: MainLine, path: str) -> list[_Step]:
    """The steps of the chain that touched the document, newest first, going on under its earlier names."""
    steps: list[_Step] = []
    tip = line.tip
    for _ in range(_MOST_RENAMES):
        earlier = _follow_name(repository, line, tip, path, steps)
        if earlier is None:
            break
        tip, path = earlier
    return steps


def _follow_name(
    repository: Repository, line: MainLine, tip: str, path: str, steps: list[_Step]
) -> tuple[str, str] | None:
    """Add the steps under one name; the commit and name to go on with where it was renamed to this one."""
    for commit in _touching(repository, line, tip, path):
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


def _touching(repository: Repository, line: MainLine, tip: str, path: str) -> Sequence[str]:
    """The commits of the chain up to one of it that touched a path, newest first."""
    if line.touched is None:
        return repository.plumbing.tell("rev-list", "--first-parent", tip, "--", path).decode("ascii").split()
    place = line.touched.place
    return [commit for commit in line.touched.on_chain.get(path, ()) if place[commit] >= place[tip]]


def _renames(repository: Repository, old: str, new: str) -> tuple[tuple[str, str], ...]:
    return find_renames(repository, old, new) if repository.find_commit(old) else ()  # a shallow clone ends somewhere


def _brought(repository: Repository, line: MainLine, paths: Sequence[str]) -> dict[str, list[str]]:
    """For every commit of the chain the commits it brought that touch one of the paths, newest first."""
    brought: dict[str, list[str]] = {}
    for commit in _changes_of(repository, line, paths):
        brought.setdefault(line.brought_by[commit], []).append(commit)
    return brought


def _changes_of(repository: Repository, line: MainLine, paths: Sequence[str]) -> Iterable[str]:
    if line.touched is not None and len(paths) == 1:
        return line.touched.brought.get(paths[0], ())
    arguments = ("rev-list", "--topo-order", "--full-history", "--no-merges", line.tip, "--", *paths)
    return repository.plumbing.tell(*arguments).decode("ascii").split()


def _revision(repository: Repository, step: _Step, brought: Sequence[str], reviews: Mapping[str, str]) -> Revision:
    changes = tuple(read_change(repository, commit, reviews) for commit in brought or [step.commit])
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


def read_change(repository: Repository, oid: str, reviews: Mapping[str, str]) -> ChangeOfMerge:
    """A commit as one of the changes that a merge brought; `reviews` has the notes on reviews, by commit."""
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
