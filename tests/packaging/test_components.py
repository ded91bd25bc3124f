"""What others wrote is named, with its licence and the text of it; nothing slips in unnamed."""

import json
import sysconfig
from datetime import UTC, datetime
from importlib.metadata import Distribution
from pathlib import Path

import pytest
from components import (
    LICENCE_TEXTS,
    Component,
    UnknownLicenceError,
    component_of,
    foreign_modules,
    own_parts,
    qt_parts,
    shipped_packages,
)
from notices import _lines, standard_licences
from sbom import build_sbom

SITE = Path(sysconfig.get_path("purelib"))
MOMENT = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def packages() -> list[Component]:
    return shipped_packages(SITE)


def test_packages_are_those_the_program_needs_and_theirs(packages: list[Component]) -> None:
    names = {one.name for one in packages}
    assert {"pyside6-essentials", "shiboken6", "gitpython", "gitdb", "smmap", "mdurl", "docutils"} <= names
    assert not names & {"pytest", "ruff", "twine", "hatchling", "pip"}


def test_what_only_packs_and_tests_is_left_out_of_the_program() -> None:
    left_out = set(foreign_modules(SITE))
    assert {"pytest", "attr", "idna", "typing_extensions", "twine"} <= left_out
    assert not left_out & {"git", "yaml", "docutils", "PySide6", "shiboken6", "urllib3", "msgspec", "visioneditor"}


def test_every_package_has_a_licence_text_that_is_not_the_gpl(packages: list[Component]) -> None:
    for one in packages:
        assert "GPL" not in one.licence or one.licence == "LGPL-3.0-only"
        assert one.texts or one.name in {"pyside6-essentials", "shiboken6"}


def test_a_package_without_a_clear_licence_stops_the_build(tmp_path: Path) -> None:
    record = tmp_path / "riddle-1.dist-info"
    record.mkdir()
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: riddle\nVersion: 1\nLicense: do as you like\n")
    with pytest.raises(UnknownLicenceError, match="riddle"):
        component_of(Distribution.at(record), SITE)


def test_every_common_licence_has_its_text(packages: list[Component]) -> None:
    for licence in standard_licences([*packages, *qt_parts()]):
        assert (LICENCE_TEXTS / f"{licence}.txt").stat().st_size > 500


def test_the_notices_say_how_to_replace_qt_and_bring_both_its_licences(packages: list[Component]) -> None:
    text = "\n".join(_lines(packages, own_parts(), qt_parts()))
    qt = next(one.version for one in packages if one.name == "pyside6-essentials")
    assert f"Qt {qt}, PySide6 and Shiboken are used, unchanged" in text
    assert "You may replace them" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text
    for name in ("Source Serif 4", "Lucide icons", "SCOWL", "Python 3", "HarfBuzz"):
        assert name in text


def test_the_list_of_components_is_complete_and_closed(packages: list[Component]) -> None:
    listed = build_sbom([*packages, *own_parts()], "1.2.0", MOMENT)
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    references = [one["bom-ref"] for one in listed["components"]]
    assert len(references) == len(set(references)) == len(packages) + len(own_parts())
    known = {*references, "pkg:pypi/visioneditor@1.2.0"}
    assert {one["ref"] for one in listed["dependencies"]} == known
    assert {ref for one in listed["dependencies"] for ref in one["dependsOn"]} <= known
    assert all(one["licenses"] for one in listed["components"])


def test_the_list_of_components_is_the_same_each_time(packages: list[Component]) -> None:
    first, again = (json.dumps(build_sbom(packages, "1.2.0", MOMENT)) for _ in range(2))
    assert first == again
