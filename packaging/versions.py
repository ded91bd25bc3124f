"""The one version number, `__version__` of the package, spelt as those want it who take it.

`build.py version` prints it; with `--tag v1.2.0` it fails where the tag says another, so that no release is misnamed.
"""

import argparse
import re
import sys
from datetime import datetime

from parts import version

_CANDIDATE = re.compile(r"\.?(a|b|rc|dev)\d+$")


def configure(parser: argparse.ArgumentParser) -> None:
    """The tag it is compared with."""
    parser.add_argument("--tag", help="fail unless this is the version's tag")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    own = version()
    print(own)
    if arguments.tag and arguments.tag != git_tag(own):
        print(f"error: the tag {arguments.tag} is not {git_tag(own)}, the tag of this version", file=sys.stderr)
        return 1
    return 0


def git_tag(number: str) -> str:
    """The tag a release is made from."""
    return f"v{number}"


def package_version(number: str) -> str:
    """For deb and rpm: a `~` lets what comes before a release sort before it."""
    return _CANDIDATE.sub(lambda found: "~" + found[0].lstrip("."), number)


def plain_version(number: str) -> str:
    """Three numbers and nothing else, as macOS wants them."""
    return _CANDIDATE.sub("", number)


def windows_version(number: str) -> str:
    """Four numbers, as Windows' version resource wants them."""
    return f"{plain_version(number)}.0"


def rising_number(moment: datetime) -> str:
    """A build's own number: the day and the minute of its commit, which only rise."""
    return f"{moment:%Y%m%d}.{moment.hour * 60 + moment.minute}"


def is_candidate(number: str) -> bool:
    """Whether it comes before a release."""
    return _CANDIDATE.search(number) is not None
