"""What a real Gerrit is started with: a fitting Java, and jars that are fetched once and are whole or not there."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Absent
from tests.gerrit.server.daemon import Runtime
from tests.gerrit.server.jars import bring_jars, cache_folder
from tests.gerrit.server.programs import (
    NEWEST,
    ON_JAVA_17,
    GerritAbsentError,
    Java,
    choose,
    find_javas,
    find_maven,
    java_homes,
)

JAVA = Java(home=Path("/java"), version=21)
MAVEN = """\
#!/bin/sh
for option; do case $option in -DoutputDirectory=*) folder=${option#*=} ;; esac; done
mkdir -p "$folder"; echo half >"$folder/one.jar"
[ -e "$0.works" ] || { echo "the line is cut"; exit 1; }
echo whole >"$folder/one.jar"; echo again >>"$0.runs"
"""


def make_java(home: Path, version: str) -> Path:
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "javac").touch()
    (home / "release").write_text(f'IMPLEMENTOR="X"\nJAVA_VERSION="{version}"\n')
    return home


@pytest.fixture
def maven(tmp_path: Path) -> Path:
    program = tmp_path / "mvn"
    program.write_text(MAVEN)
    program.chmod(0o755)
    return program


def test_javas_are_found_beside_the_default_one(tmp_path: Path) -> None:
    named = make_java(tmp_path / "named", "21.0.2")
    on_path = make_java(tmp_path / "default", "17.0.15")
    (on_path / "bin" / "java").touch(mode=0o755)
    homes = list(java_homes({"JAVA_HOME_21_X64": str(named), "PATH": str(on_path / "bin")}))
    assert homes[:2] == [named, on_path]
    old = make_java(tmp_path / "old", "1.8.0_392")
    runtime_only = make_java(tmp_path / "runtime", "25")
    (runtime_only / "bin" / "javac").unlink()
    found = find_javas([named, on_path, on_path, old, runtime_only, tmp_path])
    assert [java.version for java in found] == [8, 17, 21]


@pytest.mark.parametrize(
    ("javas", "version", "chosen"),
    [
        ((8, 17, 21, 25), None, (NEWEST, 21)),
        ((17, 25), None, (NEWEST, 25)),
        ((8, 17), None, (ON_JAVA_17, 17)),
        ((17, 25), ON_JAVA_17, (ON_JAVA_17, 17)),
    ],
)
def test_the_newest_gerrit_that_can_run_is_chosen(
    javas: tuple[int, ...], version: str | None, chosen: tuple[str, int]
) -> None:
    found, java = choose([Java(home=Path("/java"), version=number) for number in javas], version)
    assert (found, java.version) == chosen


@pytest.mark.parametrize(("version", "least"), [(None, 17), (NEWEST, 21)])
def test_a_java_too_old_is_said(version: str | None, least: int) -> None:
    with pytest.raises(GerritAbsentError, match=f"kit {least} or newer"):
        choose([Java(home=Path("/java"), version=11)], version)


def test_a_missing_maven_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GerritAbsentError, match="Maven"):
        find_maven()


def test_the_cache_is_where_it_is_named_or_the_users_own(tmp_path: Path) -> None:
    assert cache_folder({"VISIONEDITOR_TEST_CACHE": str(tmp_path)}) == tmp_path
    assert cache_folder({}).name == "visioneditor-tests"


def test_an_aborted_fetch_is_repaired_and_a_whole_one_kept(maven: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with pytest.raises(GerritAbsentError, match="the line is cut"):
        bring_jars(cache, NEWEST, JAVA, lambda: str(maven))
    assert list(cache.iterdir()) == []
    maven.with_name("mvn.works").touch()
    for _ in range(2):
        jars = bring_jars(cache, NEWEST, JAVA, lambda: str(maven))
        assert [(jar.name, jar.read_text()) for jar in jars.iterdir()] == [("one.jar", "whole\n")]
    assert maven.with_name("mvn.runs").read_text() == "again\n"


def test_no_server_starts_for_a_run_that_is_gone(tmp_path: Path, absent: Absent) -> None:
    try:
        version, java = choose(find_javas(java_homes(os.environ)), None)
    except GerritAbsentError as missing:
        absent(str(missing))
    gone = subprocess.Popen(["git", "version"], stdout=subprocess.DEVNULL)
    gone.wait()
    command = Runtime(version=version, java=java, jars=tmp_path).command("Init", keeper=gone.pid)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")  # with its keeper there it misses the class it shall run
