"""What builds releases elsewhere calls what is here, and nothing else; each package it builds is started, too."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))
VERBS = runpy.run_path(str(ROOT / "packaging" / "build.py"))["VERBS"]
ZUUL = ROOT / ".zuul.d"
PRELUDES = {  # what a bare container lacks before there is a checkout, and what git asks for in one
    "apt-get update && apt-get install --yes git make python3-venv",
    'git config --global --add safe.directory "$GITHUB_WORKSPACE"',
}
TRIALS = {  # what builds packages: what installs and starts them
    "build.py wheel": "build.py try-wheel",
    "make dist": "make dist-test",
    "build.py nsis": "build.py try-windows",
    "build.py msi": "build.py try-windows",
    "build.py dmg": "build.py try-dmg",
}


def steps() -> list[dict[str, Any]]:
    return [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]


def commands() -> list[str]:
    return [step["run"] for step in steps() if "run" in step and step["run"] not in PRELUDES]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def verb_of(command: str) -> str:
    found = re.fullmatch(r"python3? packaging/build\.py ([a-z-]+)( .+)?", command)
    return found[1] if found else ""


@pytest.mark.parametrize("command", commands())
def test_a_step_calls_what_is_here(command: str) -> None:
    program, _, rest = command.removeprefix("sudo ").partition(" ")
    if program.startswith("python"):
        assert verb_of(command) in VERBS
    elif program == "make":
        assert rest.split()[0] in make_targets()
    else:
        assert program == "packaging/setup.sh"
        assert f'"$goal" = {rest} ' in (ROOT / program).read_text(encoding="utf-8")


def test_every_package_is_started_on_its_own_system() -> None:
    called = {command.partition("/")[2] or command for command in commands()}
    for build, trial in TRIALS.items():
        assert {build, trial} <= called


def test_what_is_called_from_elsewhere_is_the_very_code_that_was_looked_at() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)( # v[\d.]+)?$", text, re.MULTILINE)
    assert used
    for action, version in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert version


def test_only_the_release_may_write() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert [name for name, job in WORKFLOW["jobs"].items() if "permissions" in job] == ["release"]
    checkouts = [step for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_a_release_waits_for_every_job_and_has_checksums_and_proof() -> None:
    release = WORKFLOW["jobs"]["release"]
    assert set(release["needs"]) == set(WORKFLOW["jobs"]) - {"release", "checks"}
    assert release["if"] == "github.ref_type == 'tag'"
    called = [step.get("run") or step["uses"].partition("@")[0] for step in release["steps"]]
    order = ["python3 packaging/build.py checksums", "actions/attest", "python3 packaging/build.py release"]
    assert [one for one in called if one in order] == order


def test_zuul_runs_what_is_here() -> None:
    jobs = {one["job"]["name"]: one["job"] for one in load(ZUUL / "jobs.yaml")}
    (project,) = load(ZUUL / "project.yaml")
    for pipeline in ("check", "gate"):
        assert set(project["project"][pipeline]["jobs"]) == set(jobs)
    for job in jobs.values():
        assert load(ROOT / job["run"])
    ((play,), (packages,)) = load(ZUUL / "test.yaml"), load(ZUUL / "packages.yaml")
    assert play["tasks"][-1]["ansible.builtin.command"]["cmd"] == ".ci/run"
    (verbs,) = (task["loop"] for task in packages["tasks"] if "loop" in task)
    assert {"wheel", "try-wheel", "deb"} <= set(verbs) <= set(VERBS)
    assert "build.py smoke --channel deb" in packages["tasks"][-1]["ansible.builtin.command"]["cmd"]


def load(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))
