"""The sample repository, built from `resources/sample/`: the same commits with the same ids wherever it is made.

`history.toml` says in which order which files are laid over the tree, by whom and when, what is merged, tagged and
under review, and which notes there are. Git's fast-import writes it in a few goes: files and notes speak of
earlier commits by their ids, as {commit:KEY}.
"""

import json
import re
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from visioneditor.errors import VisionEditorError
from visioneditor.repository.process import run
from visioneditor.values import dataclass, field

HashNote = Callable[[Mapping[str, Any]], str]

_SCRATCH = "refs/visioneditor/scratch"  # fast-import wants a ref for each commit; it is taken away again
_NOBODY = "0" * 40
_NAMED_COMMIT = re.compile(rb"\{commit:([^}]+)\}")
_NOTES_AUTHOR = "Skerry Gate <gate@skerry.example>"


@dataclass(slots=True)
class _Made:
    """Where the building stands: marks of commits and tips of branches, and the stream for fast-import."""

    marks: dict[str, int] = field(default_factory=dict)
    tips: dict[str, int] = field(default_factory=dict)
    changed: dict[str, dict[str, bytes | None]] = field(default_factory=dict)  # by each branch since it began
    refs: dict[str, int] = field(default_factory=dict)
    stream: list[bytes] = field(default_factory=list)

    def line(self, text: str) -> None:
        self.stream.append(text.encode() + b"\n")

    def write_bytes(self, content: bytes) -> None:
        self.line(f"data {len(content)}")
        self.stream.append(content + b"\n")


def build_sample(source: Path, target: Path, hash_note: HashNote) -> None:
    """Make the sample's work tree at `target`, from the folder that holds `history.toml`; all of it or nothing.

    `hash_note` is the name by which a note answers another; what it is made of is for others to know.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    history = tomllib.loads((source / "history.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as folder:
        work_tree = Path(folder) / target.name
        git = _start_repository(work_tree)
        ids = _import_commits(git, source, history["commit"])
        _import_notes(git, history.get("note", ()), ids, hash_note)
        git("read-tree", "--reset", "-u", "HEAD")
        shutil.rmtree(work_tree / ".git" / "info" / "fast-import", ignore_errors=True)
        _put_in_place(work_tree, target)


def _put_in_place(work_tree: Path, target: Path) -> None:
    try:
        work_tree.rename(target)
    except OSError:
        if (target / ".git").is_dir():  # another start was quicker
            return
        shutil.rmtree(target)  # a half-removed sample of an earlier time
        work_tree.rename(target)


_Git = Callable[..., bytes]


def _start_repository(work_tree: Path) -> _Git:
    git_dir = work_tree / ".git"
    overrides = {"GIT_DIR": str(git_dir), "GIT_WORK_TREE": str(work_tree)}
    settings = ("-c", "core.hooksPath=/dev/null", "-c", "core.autocrlf=false", "-c", "core.fsmonitor=false")
    work_tree.mkdir()

    def git(*arguments: str, stdin: bytes = b"") -> bytes:
        answer = run([*settings, *arguments], overrides=overrides, folder=work_tree, stdin=stdin)
        if answer.status:
            raise VisionEditorError("git.failed", verb=arguments[0], reason=answer.err.strip(), detail=answer.err)
        return answer.out

    git("init", "--quiet", "--template=", "--object-format=sha1", "--initial-branch=main")
    return git


def _import_commits(git: _Git, source: Path, commits: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Write the commits with their refs; the id of each by its key."""
    made = _Made()
    ids: dict[str, str] = {}
    for number, commit in enumerate(commits, start=1):
        files = _read_files(source / commit["files"]) if "files" in commit else {}
        if _NAMED_COMMIT.search(b"\0".join(files.values())):  # the ids so far must be known now
            ids = _import_so_far(git, made)
        _write_commit(made, number, commit, {path: _name_commits(data, ids) for path, data in files.items()})
    refs = made.refs | {f"refs/heads/{branch}": mark for branch, mark in made.tips.items()}
    for ref, mark in sorted(refs.items()):
        made.line(f"reset {ref}\nfrom :{mark}\n")
    made.line(f"reset {_SCRATCH}\nfrom {_NOBODY}\n")
    return _import_so_far(git, made)


def _import_so_far(git: _Git, made: _Made) -> dict[str, str]:
    """Write what is in the stream; the ids of all commits written up to now."""
    for mark in made.marks.values():
        made.line(f"get-mark :{mark}")
    # the marks are kept from one run to the next in a file of git's own
    options = ("--quiet", "--force", "--relative-marks", "--import-marks-if-exists=sample", "--export-marks=sample")
    answers = git("fast-import", *options, stdin=b"".join(made.stream)).decode("ascii").split()
    made.stream.clear()
    return dict(zip(made.marks, answers, strict=True))


def _name_commits(data: bytes, ids: Mapping[str, str]) -> bytes:
    return _NAMED_COMMIT.sub(lambda found: ids[found[1].decode()].encode(), data)


def _write_commit(made: _Made, mark: int, commit: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    parent = _find_parent(made, commit)
    if parent is None:
        made.line(f"reset {_SCRATCH}")
    made.line(f"commit {_SCRATCH}\nmark :{mark}")
    for role in ("author", "committer"):
        made.line(f"{role} {commit['author']} <{commit['mail']}> {_stamp(commit['date'])}")
    made.write_bytes(commit["message"].strip("\n").encode() + b"\n")
    if parent is not None:
        made.line(f"from :{parent}")
    changed: dict[str, bytes | None] = {}
    if "merge" in commit:
        made.line(f"merge :{made.tips.pop(commit['merge'])}")
        changed |= made.changed.pop(commit["merge"])  # the sample's merges have no conflicts
    changed |= dict.fromkeys(commit.get("remove", ()))
    changed |= files
    _write_files(made, changed)
    _keep_refs(made, mark, commit, changed)


def _find_parent(made: _Made, commit: Mapping[str, Any]) -> int | None:
    if commit.get("branch") in made.tips:
        return made.tips[commit["branch"]]
    return made.marks[commit["from"]] if "from" in commit else made.tips.get("main")


def _read_files(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise VisionEditorError("resource.missing", name=f"sample/{folder.name}")
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def _write_files(made: _Made, changed: Mapping[str, bytes | None]) -> None:
    for path, content in changed.items():
        if content is None:
            made.line(f"D {path}")
        else:
            made.line(f"M 100644 inline {path}")
            made.write_bytes(content)


def _keep_refs(made: _Made, mark: int, commit: Mapping[str, Any], changed: Mapping[str, bytes | None]) -> None:
    made.marks[commit["key"]] = mark
    if "branch" in commit:
        made.tips[commit["branch"]] = mark
        made.changed.setdefault(commit["branch"], {}).update(changed)
    if "change_ref" in commit:
        made.refs[commit["change_ref"]] = mark
    if "tag" in commit:
        made.refs[f"refs/tags/{commit['tag']}"] = mark


def _stamp(date: datetime) -> str:
    return f"{int(date.astimezone(UTC).timestamp())} +0000"


def _import_notes(git: _Git, notes: Sequence[Mapping[str, Any]], ids: Mapping[str, str], hash_note: HashNote) -> None:
    """Write the notes, one commit on each of their refs."""
    known = {f"{{commit:{key}}}": oid for key, oid in ids.items()}
    lines: dict[tuple[str, str], list[str]] = {}
    newest: dict[str, int] = {}
    for note in notes:
        value = _fill_in(note["json"], known)
        if "key" in note:
            known[f"{{note:{note['key']}}}"] = hash_note(value)
        ref = note["ref"]
        lines.setdefault((ref, ids[note["commit"]]), []).append(json.dumps(value, ensure_ascii=False))
        newest[ref] = max(newest.get(ref, 0), int(value["timestamp"]))
    made = _Made()
    for ref, time in sorted(newest.items()):
        made.line(f"commit {ref}\ncommitter {_NOTES_AUTHOR} {time} +0000")
        made.write_bytes(b"Notes of the review\n")
        for (of_ref, commit), rows in lines.items():
            if of_ref == ref:
                made.line(f"N inline {commit}")
                made.write_bytes("".join(row + "\n" for row in rows).encode())
    git("fast-import", "--quiet", "--date-format=raw", stdin=b"".join(made.stream))


def _fill_in(value: Any, known: Mapping[str, str]) -> Any:
    """A value with {commit:KEY} and {note:KEY} in its texts replaced."""
    if isinstance(value, dict):
        return {key: _fill_in(item, known) for key, item in value.items()}
    if isinstance(value, list):
        return [_fill_in(item, known) for item in value]
    return known.get(value, value) if isinstance(value, str) else value
