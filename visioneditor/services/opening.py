"""Open a repository with the program's own folder beside it; clone one; make the sample.

Everything the program keeps lies in one data folder: the store, the sample, and what git is shown of each repository.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from visioneditor import resources
from visioneditor.errors import VisionEditorError
from visioneditor.repository.locating import locate
from visioneditor.repository.opening import LEFT_OVERS, open_repository
from visioneditor.repository.repository import Repository
from visioneditor.repository.shadow import repository_key
from visioneditor.services.told_names import know_store
from visioneditor.services.workspace import Workspace
from visioneditor.settings import data_folder, load_settings, settings_path
from visioneditor.store.late_store import LateStore
from visioneditor.values import dataclass

if TYPE_CHECKING:
    from visioneditor.store.store import Store

STORE_NAME = "store.sqlite"
_SHADOWS_NAME = "repositories"
_SAMPLE_NAME = "skerry-governance"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentRepository:
    """A repository that was open once; it may be gone by now. `drafts`: of which documents."""

    path: Path
    opened: datetime
    drafts: tuple[str, ...] = ()


def open_workspace(path: Path | None = None) -> Workspace:
    """Open the repository that a path lies in; without a path the last one that is still there, else the sample."""
    folder = data_folder()
    late = LateStore(folder / STORE_NAME)
    try:
        repository = _open(path, late, folder)
        _clear_left_overs(repository)
        know_store(repository, late)
        return Workspace(repository=repository, late_store=late, settings=load_settings(settings_path()))
    except BaseException:
        late.close()
        raise


def _open(path: Path | None, late: LateStore, folder: Path) -> Repository:
    shadow_root = folder / _SHADOWS_NAME
    if path is not None:
        return open_repository(path, shadow_root=shadow_root)
    for last in late.store.recents(5):
        try:
            return open_repository(last, shadow_root=shadow_root)
        except VisionEditorError as error:
            if error.message == "git.missing":
                raise
    return open_repository(sample_repository(folder), shadow_root=shadow_root)


def _clear_left_overs(repository: Repository) -> None:
    """A commit that was killed half way shall keep no git from its work; as a rule there is nothing to be done."""
    if any(repository.git_dir.glob(f"{LEFT_OVERS}*")):
        from visioneditor.repository.index_writing import clear_left_overs

        clear_left_overs(repository)


@contextmanager
def open_store() -> "Iterator[Store]":
    """The program's own store, where no repository is open."""
    with closing(LateStore(data_folder() / STORE_NAME)) as late:
        yield late.store


def open_beside(path: Path) -> Repository:
    """Open another repository to read in, without the program's store; close it when done."""
    return open_repository(path, shadow_root=data_folder() / _SHADOWS_NAME)


def remember_repository(workspace: Workspace, opened: datetime) -> None:
    """Put the open repository at the head of the recent ones."""
    workspace.store.put_recent(workspace.path, opened)


def recent_repositories(folder: Path) -> tuple[RecentRepository, ...]:
    """The repositories opened last, the newest first; none where the program was never used."""
    with closing(LateStore(folder / STORE_NAME)) as late:
        places = late.store.opened_places()
        return tuple(RecentRepository(path=path, opened=at, drafts=_drafted(late.store, path)) for path, at in places)


def _drafted(store: "Store", path: Path) -> tuple[str, ...]:
    """The documents of which drafts are kept in a repository, without opening it."""
    try:
        texts = store.texts(repository_key(locate(path)))
    except VisionEditorError:
        return ()
    return tuple(dict.fromkeys(text.path for text in texts))


def forget_repository(folder: Path, path: Path) -> None:
    """Take a repository off the list of recent ones."""
    with closing(LateStore(folder / STORE_NAME)) as late:
        late.store.forget_recent(path)


def sample_repository(folder: Path) -> Path:
    """The sample's work tree in the data folder, made there at the first call."""
    target = folder / "sample" / _SAMPLE_NAME
    if not (target / ".git").is_dir():
        from visioneditor.decoding import convert_to  # only a first start pays for these
        from visioneditor.exporters.review_appraise import NoteComment, note_hash
        from visioneditor.repository.sample import build_sample

        build_sample(resources.path("sample"), target, lambda note: note_hash(convert_to(note, NoteComment)))
    return target


def clone_repository(
    url: str,
    target: Path,
    *,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """Clone a repository into a new folder and hand that back; raises "clone.cancelled" and leaves nothing behind."""
    from visioneditor.repository.cloning import clone

    clone(url, target, progress=progress, cancelled=cancelled)
    return target
