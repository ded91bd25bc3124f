"""What is open: a repository, and what the program keeps beside it."""

from pathlib import Path

from visioneditor.repository.repository import Repository
from visioneditor.settings import Settings
from visioneditor.store.store import Store
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """An open repository with the store and the settings; close it when done."""

    repository: Repository
    store: Store
    settings: Settings

    @property
    def path(self) -> Path:
        """The folder to open it by again."""
        return self.repository.work_tree or self.repository.git_dir

    def close(self) -> None:
        """End the repository's processes and close the store."""
        self.repository.close()
        self.store.close()
