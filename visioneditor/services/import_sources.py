"""A reflection read from where it stands: a file, another repository, a mail.

A file that lies in a repository, and is as that repository's revision has it, is taken for what it is: a path at a
revision. Nothing that names a folder of this machine gets into what is written.
"""

import re
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit, urlunsplit

from visioneditor.core.document.prose import is_prose_name
from visioneditor.core.importing.mail import Mail, read_mail
from visioneditor.core.importing.model import Source, SourceKind
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.repository.addresses import is_remote_address
from visioneditor.repository.repository import Repository
from visioneditor.services.opening import clone_repository, open_beside
from visioneditor.services.reading import read_file
from visioneditor.values import dataclass

USUAL_PATH = "doc/source/contributor/vision-reflection.rst"  # where projects were asked to put theirs

_REFLECTION = re.compile(r"(?<![^\W_])reflections?(?![^\W_])", re.IGNORECASE)
_MAILS = frozenset({".eml", ".mbox", ".mail"})
_NOT_NAMES = frozenset(
    {"doc", "docs", "source", "contributor", "reference", "vision", "reflection", "tc", "all", "dev"}
)
_SOURCE = re.compile(r"(?P<place>.+?)(?:@(?P<revision>[^@/:\s][^@:\s]*))?:(?P<path>[^:\\]*)")

Progress = Callable[[float | None, str], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryPlace:
    """A path in another repository: a folder here or an address; empty path and revision are looked for."""

    place: str
    path: str = ""
    revision: str = ""


def parse_place(text: str) -> RepositoryPlace | None:
    """ "REPOSITORY[@REVISION]:PATH", or an address alone; None where it can only be a file."""
    found = _SOURCE.fullmatch(text.strip())
    if found and (is_remote_address(found["place"]) or Path(found["place"]).expanduser().is_dir()):
        return RepositoryPlace(place=found["place"], path=found["path"], revision=found["revision"] or "")
    if is_remote_address(text) or Path(text).expanduser().is_dir():
        return RepositoryPlace(place=text)
    return None


def load_source(
    text: str,
    *,
    read_input: Callable[[], str] = lambda: "",
    progress: Progress = lambda share, said: None,
    cancelled: Cancelled = lambda: False,
) -> Source:
    """What somebody named: "-" is a mail on the standard input, else a place in a repository, else a file."""
    if text == "-":
        return read_mail_source(read_input())
    if not Path(text).is_file() and (place := parse_place(text)) is not None:
        return read_repository_source(place, progress=progress, cancelled=cancelled)
    return read_file_source(Path(text).expanduser())


def read_mail_source(text: str) -> Source:
    """A mail as it was pasted."""
    mail = read_mail(text)
    if not mail.body.strip():
        raise VisionEditorError("import.nothing-said")
    return Source(
        kind=SourceKind.MAIL,
        place=_describe(mail),
        text=text,
        written=mail.written,
        names=_names(mail.tags),
    )


def read_file_source(path: Path) -> Source:
    """A file on disk."""
    data = read_file(path)
    text = decode(data)
    if path.suffix.lower() in _MAILS or (path.suffix.lower() in ("", ".txt") and read_mail(text).subject):
        return read_mail_source(text)
    if (committed := _committed(path, data)) is not None:
        return committed
    return Source(kind=SourceKind.FILE, place=path.name, path=path.name, text=text, names=_names([path.stem]))


def read_repository_source(
    place: RepositoryPlace,
    *,
    progress: Progress = lambda share, said: None,
    cancelled: Cancelled = lambda: False,
) -> Source:
    """A file at a revision of another repository; one that is elsewhere is cloned, read and forgotten."""
    if not is_remote_address(place.place):
        with closing(open_beside(Path(place.place).expanduser())) as repository:
            return _read_from(repository, place)
    with tempfile.TemporaryDirectory(prefix="visioneditor-import-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / (_last_name(place.place) or "repository")
        clone_repository(place.place, target, progress=progress, cancelled=cancelled)
        with closing(open_beside(target)) as repository:
            return _read_from(repository, place)


def _read_from(repository: Repository, place: RepositoryPlace) -> Source:
    commit = repository.resolve(place.revision or repository.default_revision())
    path = place.path or _find_reflection(repository, commit)
    data = repository.read(commit, path)
    if data is None:
        raise VisionEditorError("document.unknown", path=path, revision=commit[:10])
    return _source_in(repository, commit, path, decode(data))


def _source_in(repository: Repository, commit: str, path: str, text: str) -> Source:
    """The revision is the one that last touched the path: later ones say nothing else."""
    told = repository.plumbing.tell("rev-list", "-1", commit, "--", path).decode("ascii").strip()
    revision = repository.commit(told or commit)
    place = _public_place(repository)
    return Source(
        kind=SourceKind.REPOSITORY,
        place=place,
        path=path,
        revision=revision.oid,
        written=revision.committed,
        text=text,
        names=_names([_last_name(place), repository.name]),
    )


def _find_reflection(repository: Repository, commit: str) -> str:
    paths = [entry.path for entry in repository.entries(commit) if is_prose_name(entry.path)]
    found = [USUAL_PATH] if USUAL_PATH in paths else [path for path in paths if _REFLECTION.search(path)]
    if len(found) != 1:
        error = "import.several-reflections" if found else "import.no-reflection"
        raise VisionEditorError(error, name=repository.name, paths=", ".join(found[:5]))
    return found[0]


def _committed(path: Path, data: bytes) -> Source | None:
    try:
        opened = open_beside(path.parent)
    except VisionEditorError:
        return None
    with closing(opened) as repository:
        if repository.work_tree is None or repository.is_empty:
            return None
        try:
            inside = path.resolve().relative_to(repository.work_tree.resolve()).as_posix()
        except ValueError:
            return None
        commit = repository.resolve(repository.default_revision())
        return _source_in(repository, commit, inside, decode(data)) if repository.read(commit, inside) == data else None


def _public_place(repository: Repository) -> str:
    """Where others find a repository: its origin's address without whoever signs in, else its name."""
    address = repository.remotes().get("origin", "")
    if not is_remote_address(address) or address.startswith("file:"):
        return repository.name
    if "://" not in address:
        return address.rpartition("@")[2]
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _last_name(place: str) -> str:
    return PurePosixPath(re.split(r"[/:\\]", place.rstrip("/"))[-1]).name.removesuffix(".git")


def _names(candidates: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """What a project may be called, words that say nothing about it left out."""
    names = (re.sub(r"[-_ ]*(?:vision|reflections?)\b", "", name, flags=re.IGNORECASE) for name in candidates)
    return tuple(dict.fromkeys(name for name in names if name and _fold_name(name) not in _NOT_NAMES))


def _fold_name(name: str) -> str:
    """A name as it is looked up among those that name no project."""
    return name.casefold().removeprefix("openstack-")


def _describe(mail: Mail) -> str:
    """A mail in words: whose, of when, about what."""
    parts = ["mail", f"of {mail.author}" if mail.author else "", f"{mail.written:%Y-%m-%d}" if mail.written else ""]
    said = ", ".join(part for part in (" ".join(parts[:2]).strip(), parts[2]) if part)
    topic = f": “{mail.topic}”" if mail.topic else ""
    return f"{said}{topic}{f' {mail.message_id}' if mail.message_id else ''}".replace("--", "-")
