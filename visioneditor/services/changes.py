"""What a change is: found by its Gerrit number, its Change-Id or a revision, with the patch sets that are known.

The main line is the first-parent chain of the default branch. A branch is one change, from its merge base with the main
line to its tip; a commit of the main line stands for the change that brought it in. A Gerrit number is known by its
fetched patch sets, and by its review data where these were fetched, too.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cached_property

from visioneditor.core.review.model import Change, PatchSet
from visioneditor.core.review.trailers import change_id_of
from visioneditor.errors import VisionEditorError
from visioneditor.repository.history import load_main_line
from visioneditor.repository.objects import Commit
from visioneditor.repository.refs import parse_patch_set
from visioneditor.repository.repository import Repository
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.review_notes import ReviewNotes, load_review_notes
from visioneditor.services.workspace import Workspace

_CHANGE_ID = re.compile(r"I[0-9a-f]{7,40}")
_Numbered = dict[int, dict[int, str]]


def resolve_change(workspace: Workspace, spec: str) -> Change:
    """The change that a number, a Change-Id or a revision stands for; raises "change.unknown"."""
    found = ChangeFinder(workspace).find(spec)
    if found is None:
        raise VisionEditorError("change.unknown", change=spec)
    return found


def change_of_commit(workspace: Workspace, revision: str) -> Change:
    """The change that a commit belongs to."""
    return ChangeFinder(workspace).of_commit(workspace.repository.commit(revision), None)


def patch_set_of(repository: Repository, change: Change, revision: str) -> PatchSet:
    """The patch set that a revision is, else the oldest that holds it, else the newest."""
    exact = [one for one in change.patch_sets if one.revision == revision]
    if exact:
        return exact[0]
    holding = (one for one in change.patch_sets if _is_ancestor(repository, revision, one.revision))
    return next(holding, change.current)


def find_patch_set(change: Change, number: int | None) -> PatchSet:
    """A change's patch set by its number; the newest where none is given."""
    if number is None:
        return change.current
    found = next((one for one in change.patch_sets if one.number == number), None)
    if found is None:
        raise VisionEditorError("change.no-patch-set", number=number, change=change.key, last=change.current.number)
    return found


def change_keys(change: Change) -> tuple[str, ...]:
    """The keys under which drafts of the change may have been written: its present one and those before it had that."""
    keys = (change.key, change.change_id, change.ref, *change.former_keys)
    return tuple(dict.fromkeys(key for key in keys if key))


def commits_of_change(repository: Repository, change: Change) -> tuple[str, ...]:
    """The commits that the change's patch sets brought, the first patch set's oldest commit first."""
    found: dict[str, None] = {}
    for one in change.patch_sets:
        for commit in _commits_between(repository, one.parent, one.revision):
            found.setdefault(commit)
        found.setdefault(one.revision)
    return tuple(found)


class ChangeFinder:
    """Looks changes up and remembers what it has seen of the repository: for one question, or several in a row.

    `many` says that several will come: then the whole graph is read once instead of a part of it for each.
    """

    def __init__(self, workspace: Workspace, *, many: bool = False) -> None:
        self._workspace = workspace
        self._repository = workspace.repository
        self._many = many

    @cached_property
    def _main(self) -> str | None:
        ref = self._repository.main_line()
        return self._repository.resolve(ref) if ref else None

    @cached_property
    def _numbered(self) -> _Numbered:
        rows = self._repository.plumbing.tell("for-each-ref", "--format=%(refname) %(objectname)", "refs/changes")
        numbered: _Numbered = {}
        for line in rows.decode("utf-8", "replace").splitlines():
            name, _, commit = line.rpartition(" ")
            place = parse_patch_set(name)
            if place:
                numbered.setdefault(place[0], {})[place[1]] = commit
        return numbered

    @cached_property
    def _notes(self) -> ReviewNotes:
        return load_review_notes(self._repository)

    @cached_property
    def _brought_by(self) -> Mapping[str, str]:
        return load_main_line(self._repository, self._main).brought_by if self._main else {}

    @property
    def numbered(self) -> Mapping[int, Mapping[int, str]]:
        """The fetched changes by their Gerrit numbers: the revisions of their patch sets by theirs."""
        return self._numbered

    def of_number(self, number: int) -> Change:
        """One of the changes that were fetched by their Gerrit number."""
        return self._of_gerrit(number, self._numbered[number])

    def list_numbered(self) -> tuple[Change, ...]:
        """Every change that was fetched by its Gerrit number."""
        return tuple(map(self.of_number, sorted(self._numbered)))

    def is_merged(self, revision: str) -> bool:
        """Whether the main line holds a commit."""
        return self._is_merged(revision)

    def find(self, spec: str) -> Change | None:
        """The change that a number, a Change-Id or a revision stands for; None where there is none."""
        if spec.isdecimal() and (patch_sets := self._repository.patch_sets(int(spec))):
            return self._of_gerrit(int(spec), patch_sets)
        ref = self._branch(spec)
        commit = self._repository.find_commit(ref or spec)
        if commit is not None:
            return self.of_commit(commit, ref)
        return self._of_change_id(spec) if _CHANGE_ID.fullmatch(spec) else None

    def of_commit(self, commit: Commit, ref: str | None = None) -> Change:
        """The change of a commit; `ref` is the branch it was named by."""
        number = next((n for n, sets in self._numbered.items() if commit.oid in sets.values()), None)
        if number is not None:
            return self._of_gerrit(number, self._numbered[number])
        bringing = self._bringing(commit.oid)
        if bringing:
            return self._of_main_line(self._repository.commit(bringing))
        ref = ref or self._branch_of(commit)
        tip = self._repository.commit(ref) if ref else commit
        return self._of_branch(tip, ref)

    def _of_gerrit(self, number: int, revisions: dict[int, str]) -> Change:
        review = load_fetched_review(self._repository, number)
        uploaded = {upload.number: upload.uploaded for upload in review.uploads} if review else {}
        standing = [place for place in sorted(revisions) if place in uploaded] or sorted(revisions)
        patch_sets = tuple(self._patch_set(place, revisions[place], uploaded.get(place)) for place in standing)
        newest = self._repository.commit(patch_sets[-1].revision)
        return Change(
            key=str(number),
            number=number,
            change_id=(review.change_id if review else None) or change_id_of(newest.message),
            subject=(review.subject if review else "") or newest.subject,
            branch=(review.branch if review else "") or self._main_branch,
            patch_sets=patch_sets,
            former_keys=self._former_keys(revisions.values()),
        )

    def _former_keys(self, revisions: Iterable[str]) -> tuple[str, ...]:
        """The keys of drafts on these revisions from when they were a branch, or a commit on none."""
        known = tuple(revisions)
        drafted = (self._workspace.store.drafted_keys(self._repository.key, revision) for revision in known)
        keys = dict.fromkeys(key for found in drafted for key in found)
        return tuple(key for key in keys if key in known or self._was_branch(key, known))

    def _was_branch(self, key: str, revisions: Collection[str]) -> bool:
        """Whether a key is that of a branch that is no other change by now."""
        tip = self._repository.find_commit(key) if key.startswith("refs/heads/") else None
        if tip is None:
            return key.startswith("refs/heads/")
        return tip.oid in revisions or self._is_merged(tip.oid)

    def _patch_set(self, number: int, revision: str, uploaded: datetime | None) -> PatchSet:
        commit = self._repository.commit(revision)
        parent = next(iter(commit.parents), None)
        return PatchSet(number=number, revision=revision, parent=parent, uploaded=uploaded or commit.committed)

    def _of_main_line(self, commit: Commit) -> Change:
        before, *others = commit.parents or (None,)
        tip, brought = commit, [commit.oid]
        if before and others:
            arguments = ("rev-list", "--topo-order", "--no-merges", "--reverse", others[0], f"^{before}", "--")
            commits = self._repository.plumbing.line(*arguments).split()
            if commits:
                tip, brought = self._repository.commit(others[0]), commits
        change_id = change_id_of(self._repository.commit(brought[0]).message)
        number = self._number_of(change_id)
        if number is not None:
            return self._of_gerrit(number, self._numbered[number])
        key = change_id or commit.oid
        former = self._former_keys([tip.oid])
        return Change(
            key=key,
            number=None,
            change_id=change_id,
            subject=self._repository.commit(brought[-1]).subject,
            branch=self._main_branch,
            patch_sets=self._patch_sets(tip, before, [*brought, tip.oid], [key, *former], ""),
            former_keys=former,
        )

    def _of_branch(self, tip: Commit, ref: str | None) -> Change:
        base = self._merge_base(self._main, tip.oid)
        commits = _commits_between(self._repository, base, tip.oid)
        change_id = change_id_of(self._repository.commit(commits[0] if commits else tip.oid).message)
        name = _local_name(ref)
        keys = [key for key in (change_id, name) if key] or [tip.oid]
        return Change(
            key=keys[0],
            number=None,
            change_id=change_id,
            subject=tip.subject,
            branch=self._main_branch,
            patch_sets=self._patch_sets(tip, self._main, [*commits, tip.oid], keys, name),
            ref=name,
        )

    def _patch_sets(
        self, tip: Commit, line: str | None, commits: Collection[str], keys: Iterable[str], ref: str
    ) -> tuple[PatchSet, ...]:
        """The tips that were ever commented on, oldest first, and the present one; they stand on `line`."""
        drafted = self._workspace.store.drafted_revisions(self._repository.key, *keys)
        noted = self._notes.revisions_of({*commits, *drafted}, ref, self._is_merged)
        found = (self._repository.find_commit(revision) for revision in dict.fromkeys((*drafted, *noted)))
        earlier = [one for one in found if one and one.oid != tip.oid and self._is_own(one.oid, commits)]
        return tuple(
            PatchSet(
                number=number,
                revision=one.oid,
                parent=self._base(line, one),
                uploaded=one.committed,
            )
            for number, one in enumerate([*sorted(earlier, key=lambda one: one.committed), tip], 1)
        )

    def _is_own(self, revision: str, commits: Collection[str]) -> bool:
        """Whether a revision can be a patch set: another change of the same branch may have been merged long ago."""
        return revision in commits or not self._is_merged(revision)

    def _base(self, line: str | None, commit: Commit) -> str | None:
        """What a patch set stands on: where it left the line, never itself."""
        base = self._merge_base(line, commit.oid)
        return base if base != commit.oid else next(iter(commit.parents), None)

    def _of_change_id(self, spec: str) -> Change | None:
        number = self._number_of(spec)
        if number is not None:
            return self._of_gerrit(number, self._numbered[number])
        pattern = f"--grep=^Change-Id: *{spec}"
        head = ("HEAD",) if self._repository.find_commit("HEAD") else ()  # it may name a branch that is not there
        found = self._repository.plumbing.line("rev-list", pattern, "--branches", "--remotes", *head, "--")
        drafted = self._workspace.store.drafted_revisions(self._repository.key, spec)
        for revision in (*found.split(), *reversed(drafted)):
            commit = self._repository.find_commit(revision)
            change = self.of_commit(commit, None) if commit else None
            if change and (change.change_id or "").startswith(spec):
                return change
        return None

    def _number_of(self, change_id: str | None) -> int | None:
        """The number under which a change with that Change-Id was fetched."""
        for number, sets in self._numbered.items() if change_id else ():
            if (change_id_of(self._repository.commit(sets[max(sets)]).message) or "").startswith(change_id or ""):
                return number
        return None

    @cached_property
    def _main_branch(self) -> str:
        return _local_name(self._repository.main_line()).removeprefix("refs/heads/")

    def _branch(self, spec: str) -> str | None:
        """The full ref of the branch that a revision's name is; None where it is none."""
        if spec == "HEAD":
            return self._repository.head_branch()
        names = (spec, f"refs/heads/{spec}", f"refs/remotes/{spec}")
        return next(
            (
                name
                for name in names
                if name.startswith(("refs/heads/", "refs/remotes/")) and self._repository.find_commit(name)
            ),
            None,
        )

    def _branch_of(self, commit: Commit) -> str | None:
        """The branch a commit belongs to: it stands on it, was once its tip, or has its Change-Id."""
        holding = self._refs("--contains", commit.oid)
        tips = [ref for ref in holding if self._repository.resolve(ref) == commit.oid]
        if holding:
            return (tips or holding)[0]
        keys = self._workspace.store.drafted_keys(self._repository.key, commit.oid)
        named = next((key for key in keys if key.startswith("refs/heads/") and self._repository.find_commit(key)), None)
        if named:
            return named
        base = self._merge_base(self._main, commit.oid)
        first = next(iter(_commits_between(self._repository, base, commit.oid)), commit.oid)
        change_id = change_id_of(self._repository.commit(first).message)
        return next((ref for ref in self._refs() if change_id and self._first_change_id(ref) == change_id), None)

    def _first_change_id(self, ref: str) -> str | None:
        tip = self._repository.resolve(ref)
        commits = _commits_between(self._repository, self._merge_base(self._main, tip), tip)
        return change_id_of(self._repository.commit(commits[0]).message) if commits else None

    def _refs(self, *conditions: str) -> list[str]:
        """Branches, local ones first."""
        folders = ("refs/heads", "refs/remotes")
        answer = self._repository.plumbing.line("for-each-ref", "--format=%(refname)", *conditions, *folders)
        names = [name for name in answer.split("\n") if name and not name.endswith("/HEAD")]
        return sorted(names, key=lambda name: (not name.startswith("refs/heads/"), name))

    def _bringing(self, revision: str) -> str | None:
        """The commit of the main line that brought a commit, itself where it stands on it; None: it is not there."""
        if self._many:
            return self._brought_by.get(revision)
        if self._main is None or revision == self._main:
            return self._main
        arguments = ("rev-list", "--ancestry-path", "--parents", f"{revision}..{self._main}", "--")
        rows = (line.split() for line in self._repository.plumbing.line(*arguments).split("\n") if line)
        above = {commit: before for commit, before, *_ in rows}  # what holds the revision, and its first parent
        if not above:
            return None
        lowest = self._main
        while above[lowest] in above:
            lowest = above[lowest]
        return revision if above[lowest] == revision else lowest

    def _is_merged(self, revision: str) -> bool:
        if self._many:
            return revision in self._brought_by
        return self._main is not None and _is_ancestor(self._repository, revision, self._main)

    def _merge_base(self, one: str | None, other: str) -> str | None:
        answer = self._repository.plumbing.ask("merge-base", one, other) if one else None
        return answer.out.decode("ascii").split()[0] if answer and answer.status == 0 else None


def _commits_between(repository: Repository, base: str | None, tip: str) -> tuple[str, ...]:
    """The commits above `base` up to `tip`, oldest first; the tip alone where there is no base."""
    if base is None:
        return (tip,)
    return tuple(repository.plumbing.line("rev-list", "--topo-order", "--reverse", tip, f"^{base}", "--").split())


def _is_ancestor(repository: Repository, revision: str, of: str) -> bool:
    return repository.plumbing.ask("merge-base", "--is-ancestor", revision, of).status == 0


def _local_name(ref: str | None) -> str:
    """A branch's name as if it were local: what the remote `origin` calls it, too."""
    if ref and ref.startswith("refs/remotes/"):
        return "refs/heads/" + ref.split("/", 3)[-1]
    return ref or ""
