"""Gerrit's jars: fetched once by Maven, kept outside the checkout.

They are fetched into a folder beside their place and moved there when all have arrived, so that what is there is whole.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import platformdirs

from tests.gerrit.server.programs import GerritAbsentError, Java

POM = Path(__file__).with_name("pom.xml")
CACHE_VARIABLE = "VISIONEDITOR_TEST_CACHE"
_PREFIX = "fetching-"
_ABANDONED_AFTER_S = 3600


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Where the tests keep what they fetch."""
    named = environment.get(CACHE_VARIABLE)
    return Path(named).absolute() if named else platformdirs.user_cache_path("visioneditor-tests", appauthor=False)


def bring_jars(cache: Path, version: str, java: Java, maven: Callable[[], str]) -> Path:
    """The folder with the jars of a version; fetched where they are not there yet."""
    target = cache / f"gerrit-{version}"
    if target.is_dir():
        return target
    cache.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(cache)
    with tempfile.TemporaryDirectory(dir=cache, prefix=_PREFIX) as folder:
        arrived = Path(folder) / "jars"
        _run_maven(maven(), version, java, arrived)
        try:
            arrived.rename(target)
        except OSError:
            if not target.is_dir():  # another run was quicker
                raise
    return target


def _run_maven(maven: str, version: str, java: Java, target: Path) -> None:
    command = [maven, "-B", "-q", "-f", str(POM), f"-Dgerrit.version={version}"]
    done = subprocess.run(
        [*command, "dependency:copy-dependencies", f"-DoutputDirectory={target}"],
        env={**os.environ, "JAVA_HOME": str(java.home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not any(target.glob("*.jar")):
        raise GerritAbsentError(f"Maven could not fetch Gerrit {version}: {(done.stdout + done.stderr)[-2000:]}")


def _remove_abandoned(cache: Path) -> None:
    """Runs that were killed cannot clear up; what they left is old, for others may be fetching now."""
    for left in cache.glob(f"{_PREFIX}*"):
        if time.time() - left.stat().st_mtime > _ABANDONED_AFTER_S:
            shutil.rmtree(left, ignore_errors=True)
