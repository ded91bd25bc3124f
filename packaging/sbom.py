"""Writes the list of components (SBOM) of the program, in CycloneDX's JSON: what it carries, in which version."""

import argparse
import json
import sys
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from components import Component, own_parts, shipped_packages, system_libraries
from environment import make_environment
from parts import DIST, HOMEPAGE, LICENCE, NAME, TITLE, commit_date, version

SPECIFICATION = "1.6"
_OWN = f"pkg:pypi/{NAME}@{{}}"


def configure(parser: argparse.ArgumentParser) -> None:
    """Where it goes."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    place = DIST / f"{NAME}-{version()}-{system}.cdx.json"
    parser.add_argument("--output", type=Path, default=place, help="default: %(default)s")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    make_environment()
    listed = build_sbom([*shipped_packages(), *own_parts(), *system_libraries()], version(), commit_date())
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(arguments.output)
    return 0


def build_sbom(components: Sequence[Component], number: str, moment: datetime) -> dict[str, Any]:
    """The list for a version of the program; the same each time it is made from the same."""
    own = _OWN.format(number)
    references = {one.name: _reference(one) for one in components}
    main = {"type": "application", "bom-ref": own, "name": NAME, "version": number, "purl": own, "description": TITLE}
    page = [{"type": "website", "url": HOMEPAGE}]
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPECIFICATION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join([own, *references.values()]))}",
        "version": 1,
        "metadata": {
            "timestamp": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {**main, "licenses": [{"license": {"id": LICENCE}}], "externalReferences": page},
        },
        "components": [_component(one) for one in components],
        "dependencies": [
            {"ref": own, "dependsOn": sorted(references.values())},
            *(
                {
                    "ref": references[one.name],
                    "dependsOn": sorted(references[need] for need in one.needs if need in references),
                }
                for one in components
            ),
        ],
    }


def _reference(one: Component) -> str:
    kind = "pypi" if one.is_package else "generic"
    name = one.name.replace(" ", "-").replace(",", "").replace("'", "").lower()
    return f"pkg:{kind}/{name}" + (f"@{one.version}" if one.version else "")


def _component(one: Component) -> dict[str, Any]:
    listed: dict[str, Any] = {"type": "library", "bom-ref": _reference(one), "name": one.name}
    if one.version:
        listed["version"] = one.version
    listed["licenses"] = _licences(one.licence)
    if one.is_package:
        listed["purl"] = _reference(one)
    if one.homepage:
        listed["externalReferences"] = [{"type": "website", "url": one.homepage}]
    return listed


def _licences(expression: str) -> list[dict[str, Any]]:
    if expression.startswith("LicenseRef-") and " " not in expression:
        return [{"license": {"name": expression.removeprefix("LicenseRef-")}}]
    return [{"expression": expression}]
