"""A hostile repository is opened, read, compared, drafted in and fetched into, and gets nothing for its trouble.

The visit is a process of its own under strace (elsewhere under Python's audit hooks): no program runs but git and our
own, no file is opened outside the repository, the program's, Python's and the system's folders, and no socket at all.
Canaries prove it twice: commands that would leave a file, and a file outside whose words would show.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Absent

ROOT = Path(__file__).parent.parent
VISION = "reference/vision.rst"
Git = Callable[..., str]

HOSTILE_TEXT = """\
======
Vision
======

A vendor-independent API.

.. include:: ../../outside/secret.rst
.. literalinclude:: /etc/passwd
.. raw:: html
   :file: ../../outside/secret.rst
.. csv-table:: Table
   :file: ../../outside/secret.rst
.. csv-table:: Table
   :url: http://127.0.0.1:9/x
.. image:: http://127.0.0.1:9/x.png
.. image:: file:///etc/passwd

`Click <javascript:alert(1)>`_
"""

# What a configuration can make git run or read; CANARY stands for a command that leaves a file behind.
HOSTILE_CONFIG = """\
[core]
\tfsmonitor = CANARY
\tsshCommand = CANARY
\thooksPath = HOOKS
\tgitProxy = CANARY
\taskPass = CANARY
\tpager = CANARY
\teditor = CANARY
\talternateRefsCommand = CANARY
\tattributesFile = OUTSIDE/secret.rst
\texcludesFile = OUTSIDE/secret.rst
[diff]
\texternal = CANARY
[diff "evil"]
\ttextconv = CANARY
\tcommand = CANARY
[filter "evil"]
\tclean = CANARY
\tsmudge = CANARY
\tprocess = CANARY
\trequired = true
[merge "evil"]
\tdriver = CANARY
[credential]
\thelper = !CANARY
[alias]
\tcat-file = !CANARY
\tlog = !CANARY
\tfetch = !CANARY
\trev-list = !CANARY
[include]
\tpath = OUTSIDE/secret.rst
[includeIf "gitdir:**"]
\tpath = OUTSIDE/secret.rst
[gpg]
\tprogram = CANARY
[log]
\tshowSignature = true
[commit]
\tgpgSign = true
[uploadpack]
\tpackObjectsHook = CANARY
[trailer "x"]
\tcommand = CANARY
[url "ext::CANARY "]
\tinsteadOf = file://
[protocol "ext"]
\tallow = always
[remote "origin"]
\turl = ADDRESS
\tuploadpack = CANARY
\tfetch = +refs/heads/*:refs/heads/*
[remote "helper"]
\turl = ext::CANARY
[remote "option"]
\turl = --upload-pack=CANARY
[remote "ssh-option"]
\turl = ssh://-oProxyCommand=CANARY/x
[remote "vcs"]
\turl = evil::x
\tvcs = ext
[submodule]
\trecurse = true
[submodule "m"]
\turl = ext::CANARY
\tupdate = !CANARY
\tactive = true
[fetch]
\trecurseSubmodules = true
[maintenance]
\tauto = true
[gc]
\tauto = 1
"""

HOOKS = (
    *("pre-commit", "commit-msg", "prepare-commit-msg", "post-commit", "post-checkout", "post-merge", "post-rewrite"),
    *("reference-transaction", "post-index-change", "pre-auto-gc", "fsmonitor-watchman", "push-to-checkout"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """The hostile repository and what lies about it."""

    repository: Path
    address: str  # of a harmless one to fetch from
    canaries: Path  # a folder in which nothing must ever appear
    outside: Path  # a folder from which nothing must ever be read
    data: Path


@pytest.fixture
def trap(tmp_path: Path, git: Git) -> Trap:
    canaries, outside = tmp_path / "canaries", tmp_path / "outside"
    canaries.mkdir()
    outside.mkdir()
    (outside / "secret.rst").write_text("SECRET\n======\n")
    remote = tmp_path / "remote"
    git(tmp_path, "init", "-q", "-b", "main", str(remote))
    git(remote, "commit", "-q", "--allow-empty", "-m", "Elsewhere")
    repository = tmp_path / "hostile"
    git(tmp_path, "init", "-q", "-b", "main", str(repository))
    commit_files(repository, outside, git)
    commit_odd_names(repository, git)
    set_traps(repository, canaries, outside, f"file://{remote}")
    return Trap(
        repository=repository,
        address=f"file://{remote}",
        canaries=canaries,
        outside=outside,
        data=tmp_path / "data",
    )


def commit_files(repository: Path, outside: Path, git: Git) -> None:
    (repository / "reference").mkdir()
    (repository / VISION).write_text(HOSTILE_TEXT)
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "First")
    (repository / VISION).write_text(HOSTILE_TEXT + "\nOne more.\n")
    (repository / "out.rst").symlink_to("../outside/secret.rst")
    (repository / "out").symlink_to(outside)
    (repository / "round.rst").symlink_to("round.rst")
    (repository / ".gitattributes").write_text("* diff=evil filter=evil merge=evil text=auto eol=crlf ident\n")
    (repository / ".gitmodules").write_text('[submodule "m"]\n\tpath = m\n\turl = ext::sh\n\tupdate = !sh\n')
    (repository / ".gitreview").write_text("[gerrit]\nhost=-oProxyCommand=x\nport=x\n[DEFAULT\n")
    (repository / "visioneditor.toml").write_text('visions = ["../outside/*", "/etc/*"]\n[broken')
    (repository / "quotes.md").write_text(">" * 10_000 + " deep\n\n<script>x</script>\n![](file:///etc/passwd)\n")
    git(repository, "add", "-A")
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{git(repository, 'rev-parse', 'HEAD')},m")
    git(repository, "commit", "-q", "-m", "Second")


def commit_odd_names(repository: Path, git: Git) -> None:
    """Names that no checkout would make: a tree put together by hand on top of the last commit."""
    blob = bytes.fromhex(git(repository, "rev-parse", f"HEAD:{VISION}"))
    rows = subprocess.run(
        ["git", "cat-file", "tree", "HEAD^{tree}"], cwd=repository, capture_output=True, check=True
    ).stdout
    names = (b"..", b".", b".git", b"../../outside/x.rst", b"a\nb.rst", b"c\x1b[31m\x07.rst", b"d\xff.rst", b"-e.rst")
    odd = b"".join(b"100644 " + name + b"\0" + blob for name in names)
    done = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        cwd=repository,
        input=odd + rows,
        capture_output=True,
        check=True,
    )
    commit = git(repository, "commit-tree", "-p", "HEAD", "-m", "Third", done.stdout.decode().strip())
    git(repository, "update-ref", "refs/heads/main", commit)


def set_traps(repository: Path, canaries: Path, outside: Path, address: str) -> None:
    program = canaries.parent / "canary"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> {canaries}/ran\n')
    program.chmod(0o755)
    hooks = repository / "evil-hooks"
    hooks.mkdir()
    for folder in (hooks, repository / ".git" / "hooks"):
        folder.mkdir(exist_ok=True)
        for name in HOOKS:
            shutil.copy(program, folder / name)
    text = HOSTILE_CONFIG.replace("CANARY", str(program)).replace("HOOKS", str(hooks)).replace("ADDRESS", address)
    with (repository / ".git" / "config").open("a") as stream:
        stream.write(text.replace("OUTSIDE", str(outside)))
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "attributes").write_text("* diff=evil filter=evil\n")
    os.mkfifo(repository / "fifo")


def visit(trap: Trap, *before: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "VISIONEDITOR_DATA": str(trap.data), "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    environment |= {"VISIONEDITOR_CONFIG": str(trap.data / "settings.toml"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [*before, sys.executable, "-m", "tests.hostile_visit", str(trap.repository), VISION, trap.address],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def check_nothing_happened(trap: Trap, done: "subprocess.CompletedProcess[str]") -> None:
    assert done.returncode == 0, done.stderr[-4000:]
    assert done.stdout == "done\n"
    assert list(trap.canaries.iterdir()) == []
    assert [path.name for path in trap.outside.iterdir()] == ["secret.rst"]
    assert (trap.outside / "secret.rst").read_text() == "SECRET\n======\n"


def test_the_traps_work_where_git_sees_them(trap: Trap, git: Git) -> None:
    config = trap.repository / ".git" / "config"
    with pytest.raises(subprocess.CalledProcessError):  # it reads the file outside, and stumbles over it
        git(trap.repository, "status")
    for section in ("include", "includeIf.gitdir:**"):
        git(trap.data.parent, "config", "--file", str(config), "--remove-section", section)
    for arguments in (["status"], ["diff", "HEAD~1"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(["git", *arguments], cwd=trap.repository, capture_output=True, check=False)
    assert len((trap.canaries / "ran").read_text().splitlines()) > 2


def test_a_visit_runs_and_reads_nothing_that_it_should_not(trap: Trap, tmp_path: Path, absent: Absent) -> None:
    strace = shutil.which("strace")
    if strace is None:
        absent("strace is not here; the audit hooks' test stands in for it")
    log = tmp_path / "trace"
    calls = "trace=execve,execveat,open,openat,openat2,creat,unlink,unlinkat,rename,renameat,renameat2,socket,connect"
    done = visit(trap, strace, "-f", "-y", "-s", "400", "-e", calls, "-o", str(log))
    check_nothing_happened(trap, done)
    lines = log.read_text("utf-8", "replace").splitlines()
    assert len(lines) > 1000
    assert list(strange_programs(lines, trap)) == []
    assert list(strange_files(lines, trap)) == []
    assert [line for line in lines if re.search(r" (?:socket|connect)\(", line)] == []


def strange_programs(lines: list[str], trap: Trap) -> Iterator[str]:
    """Programs started that are neither git nor Python; git itself starts its server's end through a shell."""
    server = f"git-upload-pack '{trap.address.removeprefix('file://')}'"
    for line in lines:
        found = re.search(r' execve\("([^"]*)", \[(.*?)\], ', line)
        if not found or not line.endswith(" = 0"):
            continue
        is_git = Path(found[1]).name == "git" or Path(found[1]).name.startswith("git-")
        is_server = found[2].split(", ")[1:3] == ['"-c"', f'"{server}"']
        if not is_git and not is_server and Path(found[1]) != Path(sys.executable):
            yield line


def strange_files(lines: list[str], trap: Trap) -> Iterator[str]:
    """Files opened or written where the program has no business; links are followed by strace."""
    allowed = tuple(allowed_places(trap))
    for line in lines:
        named = re.findall(r'[(, ]"(/[^"]*)"', line.split(" = ")[0]) + re.findall(r" = \d+<(/[^>]*)>", line)
        is_opened = "execve" not in line and "ENOENT" not in line
        is_strange = is_opened and not all(path.startswith(allowed) for path in named)
        if is_strange or str(trap.outside) in line or "../outside" in line:
            yield line


def allowed_places(trap: Trap) -> Iterator[str]:
    """The repositories, the program, Python, the home, and what any program of the system reads."""
    own = (trap.repository, trap.data, Path(trap.address.removeprefix("file://")), ROOT, Path(os.environ["HOME"]))
    python = (Path(sys.prefix), Path(sys.base_prefix))
    system = ("/usr", "/lib", "/lib64", "/proc", "/sys/devices/system/cpu", "/dev/null", "/dev/urandom", "/etc/ssl")
    settings = ("ld.so.cache", "passwd", "nsswitch.conf", "localtime", "gitconfig", "mime.types", "locale.alias")
    for place in (*own, *python, *(Path(name) for name in system), *(Path("/etc") / name for name in settings)):
        yield str(place)
        yield os.path.realpath(place)


def test_the_watch_notices_what_it_is_there_for(trap: Trap) -> None:
    assert list(strange_programs(['1 execve("/bin/sh", ["sh", "-c", "x"], 0x1 /* 3 vars */) = 0'], trap))
    assert list(strange_programs([f'1 execve("{trap.data.parent}/canary", ["canary"], 0x1 /* 3 vars */) = 0'], trap))
    assert not list(strange_programs(['1 execve("/usr/bin/git", ["git"], 0x1 /* 3 vars */) = 0'], trap))
    assert list(strange_files(['1 openat(AT_FDCWD</x>, "/root/.ssh/id", O_RDONLY) = 3</root/.ssh/id>'], trap))
    assert list(strange_files([f'1 openat(AT_FDCWD</x>, "out.rst", O_RDONLY) = 3<{trap.outside}/secret.rst>'], trap))
    assert not list(strange_files([f'1 openat(AT_FDCWD</x>, "a", O_RDONLY) = 3<{trap.repository}/a>'], trap))


def test_a_visit_passes_the_audit(trap: Trap, tmp_path: Path) -> None:
    """What Python itself starts, opens and connects to, for machines without strace."""
    log = tmp_path / "audit"
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(AUDIT.replace("LOG", repr(str(log))))
    environment = {"PYTHONPATH": f"{tmp_path / 'site'}{os.pathsep}{ROOT}"}
    done = visit(trap, "env", *(f"{name}={value}" for name, value in environment.items()))
    check_nothing_happened(trap, done)
    lines = log.read_text("utf-8", "replace").splitlines()
    programs = {line.split("\t")[1] for line in lines if line.startswith("subprocess.Popen")}
    assert {Path(program).name for program in programs} == {"git"}
    assert not [line for line in lines if line.startswith("socket.")]
    assert not [line for line in lines if str(trap.outside) in line]


AUDIT = """\
import sys
stream = open(LOG, "a", buffering=1)
busy = False
WATCHED = ("open", "subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "socket.connect", "socket.getaddrinfo")
def hook(event, arguments):
    global busy
    if not busy and event in WATCHED:
        busy = True
        stream.write("\\t".join([event, *(str(argument) for argument in arguments)]).replace("\\n", " ") + "\\n")
        busy = False
sys.addaudithook(hook)
"""
