"""A program of its own: reads pairs of texts and prints one line for each, a digest of all that their comparison says.

Run under other conditions (hash seed, locale, diff-match-patch in Python alone) it must print the same.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent
PLAIN = "--python-alone"

Pair = tuple[str, str, str]  # markup, old text, new text


def take_fingerprints(pairs: Sequence[Pair], *arguments: str, **environment: str) -> list[str]:
    """The lines that a new process prints for the pairs."""
    done = subprocess.run(
        [sys.executable, "-m", __name__, *arguments],
        input=json.dumps(pairs).encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ | environment,
    )
    return done.stdout.decode().splitlines()


def main() -> None:
    """Compare what stands on the standard input."""
    if PLAIN in sys.argv:
        sys.modules["fast_diff_match_patch"] = None  # type: ignore[assignment]  # as if it were not installed
    from visioneditor.core.compare.comparing import compare
    from visioneditor.core.compare.lcs import DEFAULT_ENGINE
    from visioneditor.core.document.model import Markup
    from visioneditor.core.document.parsing import parse

    print(DEFAULT_ENGINE.__name__)
    for markup, old, new in json.loads(sys.stdin.buffer.read()):
        found = compare(parse(old, Markup(markup)), parse(new, Markup(markup)))
        print(hashlib.sha256(repr((found.sections, found.summary)).encode()).hexdigest())


if __name__ == "__main__":
    main()
