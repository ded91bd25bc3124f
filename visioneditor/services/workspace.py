"""What is open: a repository, and what the program keeps beside it."""

from pathlib import Path
from typing import TYPE_CHECKING

from visioneditor.repository.repository import Repository
from visioneditor.settings import Settings
from visioneditor.store.late_store import LateStore
from visioneditor.values import dataclass

if TYPE_CHECKING:
    from visioneditor.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """An open repository with the store and the settings; close it when done."""

    repository: Repository
    late_store: LateStore
    settings: Settings

    @property
    def store(self) -> "Store":
        """What is not in git yet."""
        return self.late_store.store

    @property
    def path(self) -> Path:
        """The folder to open it by again."""
        return self.repository.work_tree or self.repository.git_dir

    def close(self) -> None:
        """End the repository's processes and close the store."""
        self.repository.close()
        self.late_store.close()
