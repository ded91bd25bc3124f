"""What a Gerrit for the tests needs of this machine: a Java new enough for one of its versions, and Maven."""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

NEWEST = "3.13.5"
ON_JAVA_17 = "3.10.2"
OLDEST_JAVA: Mapping[str, int] = {NEWEST: 21, ON_JAVA_17: 17}

_HOMES = (
    "/usr/lib/jvm/*",
    "/usr/java/*",
    "/opt/*",
    "/opt/java/*",
    "/opt/hostedtoolcache/Java_*/*/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "{home}/.sdkman/candidates/java/*",
    "{home}/.jdks/*",
)
_VERSION = re.compile(r'^JAVA_VERSION="(?:1\.)?(\d+)', re.MULTILINE)


class GerritAbsentError(Exception):
    """Something that a Gerrit needs is not on this machine; the text says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Java:
    """A Java development kit."""

    home: Path
    version: int

    @property
    def program(self) -> Path:
        """What starts it."""
        return self.home / "bin" / "java"


def real_home() -> Path:
    """The user's home; the tests' own, which they are sealed in, has no programs."""
    if sys.platform == "win32":
        return Path.home()
    import pwd

    return Path(pwd.getpwuid(os.getuid()).pw_dir)


def java_homes(environment: Mapping[str, str]) -> Iterator[Path]:
    """Folders that may hold a Java, the ones the user named first."""
    yield from (Path(value) for name, value in sorted(environment.items()) if name.startswith("JAVA_HOME") and value)
    on_path = shutil.which("java", path=environment.get("PATH"))
    if on_path:
        yield Path(on_path).resolve().parent.parent
    for pattern in _HOMES:
        place = Path(pattern.format(home=real_home()))
        yield from sorted(Path("/").glob(str(place).lstrip("/")))


def find_javas(homes: Iterable[Path]) -> tuple[Java, ...]:
    """The Javas with a compiler among these folders, the oldest version first."""
    found: dict[Path, Java] = {}
    for home in homes:
        release = home / "release"
        if (home / "bin" / "javac").is_file() and release.is_file():
            told = _VERSION.search(release.read_text("utf-8", "replace"))
            if told:
                found.setdefault(home.resolve(), Java(home=home.resolve(), version=int(told[1])))
    return tuple(sorted(found.values(), key=lambda java: java.version))


def choose(javas: Iterable[Java], version: str | None) -> tuple[str, Java]:
    """A version of Gerrit, the newest that can run where none is named, and the oldest Java that it runs on."""
    known = tuple(javas)
    for wanted in (version,) if version else (NEWEST, ON_JAVA_17):
        fitting = [java for java in known if java.version >= OLDEST_JAVA[wanted]]
        if fitting:
            return wanted, fitting[0]
    least = OLDEST_JAVA[version or ON_JAVA_17]
    raise GerritAbsentError(f"no Java development kit {least} or newer was found (JAVA_HOME names one)")


def find_maven() -> str:
    """Maven's full path."""
    found = shutil.which("mvn")
    if found is None:
        raise GerritAbsentError("Maven, which fetches Gerrit's jars, was not found (mvn)")
    return found
