"""Opening a repository: finding it, making sure whose it is, and putting it behind its shadow."""

from pathlib import Path

from visioneditor.repository.locating import check_owner, locate
from visioneditor.repository.process import git_program
from visioneditor.repository.repository import Repository
from visioneditor.repository.shadow import is_true, last_value, make_shadow, read_config, repository_key

LEFT_OVERS = "visioneditor-index-"  # what folders begin with that a killed commit leaves in git's folder


def open_repository(path: Path, *, shadow_root: Path) -> Repository:
    """Open the repository that a path lies in; `shadow_root` is a folder of ours for what git is shown of it.

    Raises "repository.not-found", "repository.no-such-folder", "repository.foreign-owner", "repository.too-new",
    "repository.damaged", "git.missing". One without any revision opens; its `is_empty` says so.
    """
    git_program()
    location = locate(path)
    check_owner(location)
    config = read_config(location.common_dir / "config")
    is_bare = location.work_tree is None or (
        location.git_dir == location.common_dir and is_true(last_value(config, "core.bare"))
    )
    work_tree = None if is_bare else location.work_tree
    shadow = make_shadow(location, config, work_tree=work_tree, shadow_root=shadow_root)
    return Repository(location, work_tree, config, shadow, repository_key(location))
