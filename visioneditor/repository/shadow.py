"""A repository as git is allowed to see it: its objects and refs, but not its configuration.

What a repository's own configuration says can run programs (fsmonitor, hooks, ssh commands, external diff, filters,
credential helpers, aliases) or make git read any file (include.path). So git is never shown it: GIT_DIR is the real
one (HEAD, index), GIT_COMMON_DIR a folder of ours that holds symbolic links to the real objects and refs, and a
configuration that we wrote. The user's and the machine's configuration stay in force. What we want to know of the
real configuration (remotes, identity) we read as text.
"""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from visioneditor.errors import VisionEditorError
from visioneditor.repository.locating import Location
from visioneditor.repository.process import run
from visioneditor.values import dataclass

_LINKED = ("objects", "refs", "packed-refs", "shallow", "worktrees", "reftable")
_KNOWN_EXTENSIONS = {
    "noop",
    "preciousobjects",
    "partialclone",
    "worktreeconfig",
    "objectformat",
    "refstorage",
    "relativeworktrees",
}

# Where the file system knows no symbolic links, git sees the real configuration with these put over it.
_OVERRIDES = (
    "core.fsmonitor=false",
    "core.sshCommand=ssh",
    "core.gitProxy=",
    "core.askPass=",
    "core.alternateRefsCommand=",
    "core.pager=cat",
    "diff.external=",
    "credential.helper=",
    "gc.auto=0",
    "maintenance.auto=false",
)

Config = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shadow:
    """How git is to be started on a repository: `overrides` for its environment, `options` before its verb."""

    overrides: Mapping[str, str]
    options: tuple[str, ...]
    folder: Path


def read_config(file: Path) -> Config:
    """A configuration file as text, includes not followed; keys in lower case but for their middle part."""
    if not file.is_file():
        return {}
    answer = run(["config", "--file", str(file), "--no-includes", "--list", "-z"])
    if answer.status:
        raise VisionEditorError("repository.damaged", reason="its configuration cannot be read", detail=answer.err)
    values: dict[str, tuple[str, ...]] = {}
    for item in answer.out.decode("utf-8", "replace").split("\0")[:-1]:
        key, _, value = item.partition("\n")
        values[key] = (*values.get(key, ()), value)
    return values


def last_value(config: Config, key: str, default: str = "") -> str:
    """The value that counts where there are several."""
    return config.get(key, (default,))[-1]


def is_true(value: str) -> bool:
    """Git's idea of a yes."""
    return value.lower() in ("true", "yes", "on", "1")


def repository_key(location: Location) -> str:
    """A name for a repository that stays the same as long as it stays where it is; its worktrees share it."""
    import hashlib  # it loads OpenSSL, for which a window need not wait that has been told the key

    return hashlib.sha256(os.fsencode(os.path.realpath(location.common_dir))).hexdigest()[:20]


def build_config(config: Config, *, is_bare: bool, hooks: str, has_logs: bool) -> str:
    """The configuration git is shown: what it must know to read the objects, and no hooks."""
    version = last_value(config, "core.repositoryformatversion", "0")
    object_format = last_value(config, "extensions.objectformat", "sha1")
    ref_storage = last_value(config, "extensions.refstorage", "files")
    unknown = [key for key in config if key.startswith("extensions.") and key.split(".")[1] not in _KNOWN_EXTENSIONS]
    if version not in ("", "0", "1") or (version == "1" and unknown):
        raise VisionEditorError("repository.too-new", what=(unknown or [f"format {version}"])[0])
    if object_format not in ("sha1", "sha256") or ref_storage not in ("files", "reftable"):
        raise VisionEditorError("repository.too-new", what=f"{object_format}, {ref_storage}")
    core = {
        "repositoryformatversion": "1" if version == "1" else "0",
        "bare": str(is_bare).lower(),
        "hooksPath": f'"{hooks}"',
        "fsmonitor": "false",
        "logAllRefUpdates": str(has_logs).lower(),
    }
    extensions = {"objectFormat": object_format, "refStorage": ref_storage} if version == "1" else {}
    kept = {name: value for name, value in extensions.items() if value not in ("sha1", "files")}
    sections = {"core": core, "extensions": kept, "gc": {"auto": "0"}, "maintenance": {"auto": "false"}}
    return "".join(
        f"[{name}]\n" + "".join(f"\t{key} = {value}\n" for key, value in fields.items())
        for name, fields in sections.items()
        if fields
    )


def make_shadow(location: Location, config: Config, *, work_tree: Path | None, shadow_root: Path) -> Shadow:
    """Make the shadow of a repository, or bring the one of an earlier start up to date."""
    has_logs = (location.common_dir / "logs").is_dir()
    folder = shadow_root / repository_key(location)
    hooks = folder / "no-hooks"
    hooks.mkdir(parents=True, exist_ok=True)
    quoted = hooks.as_posix().replace("\\", "\\\\").replace('"', '\\"')
    text = build_config(config, is_bare=work_tree is None, hooks=quoted, has_logs=has_logs)
    overrides = {
        "GIT_DIR": str(location.git_dir),
        "GIT_COMMON_DIR": str(folder),
        "GIT_INDEX_FILE": str(location.git_dir / "index"),
        "GIT_OBJECT_DIRECTORY": str(location.common_dir / "objects"),
    }
    if work_tree:
        overrides["GIT_WORK_TREE"] = str(work_tree)
    try:
        for name in (*_LINKED, *(["logs"] if has_logs else [])):
            _link(folder / name, location.common_dir / name)
    except OSError:
        return _without_links(overrides, location, hooks, folder)
    _write_config(folder / "config", text)
    return Shadow(overrides=overrides, options=(), folder=folder)


def _link(link: Path, target: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if leads_to(link, target):
            return
        link.unlink()
    try:
        link.symlink_to(target)
    except FileExistsError:  # another window of ours was quicker
        if not leads_to(link, target):
            raise


def leads_to(link: Path, target: Path) -> bool:
    """Whether it is a link to there; Windows tells of a link's target in a longer form than it was given."""
    return str(link.readlink()).removeprefix("\\\\?\\") == str(target)


def _write_config(file: Path, text: str) -> None:
    if file.is_file() and file.read_text("utf-8") == text:
        return
    import tempfile

    handle, name = tempfile.mkstemp(dir=file.parent, prefix="config-")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    Path(name).replace(file)


def _without_links(overrides: Mapping[str, str], location: Location, hooks: Path, folder: Path) -> Shadow:
    helpers = run(["config", "-z", "--get-all", "credential.helper"]).out.decode("utf-8", "replace").split("\0")[:-1]
    settings = (*_OVERRIDES, *(f"credential.helper={helper}" for helper in helpers), f"core.hooksPath={hooks}")
    return Shadow(
        overrides={**overrides, "GIT_COMMON_DIR": str(location.common_dir)},
        options=tuple(part for setting in settings for part in ("-c", setting)),
        folder=folder,
    )
