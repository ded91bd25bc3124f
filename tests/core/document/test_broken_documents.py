"""Real documents with a few lines broken, as they are while somebody writes: read without loss, whatever they say."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reference.historical_documents import historical_documents, texts_of
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse

SAMPLE = 200
IN_SOAK = 10
LONGEST = 40_000
LINES = """\

   indented
* item
Title
=====
--
.. note::
.. image::
.. list-table::
.. csv-table::
   :header-rows: 1
|substitution|
`open
**open
:ref:`open
+---+
==== ====
| line
[1]_
name_
__ anonymous
.. _label:
.. |image| image::
1. one
7. seven
::
>>> work()
```
<!--
> quote
"""


def break_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(lines))
        line, cut = lines[at], chance.randrange(len(lines[at]) + 1)
        broken: tuple[list[str], ...] = (
            [],
            [chance.choice(LINES.split("\n")), line],
            ["  " + line],
            [line[:cut] + line[cut + 1 :]],
            [line.strip()],
        )
        sign = [line[:cut] + chance.choice("*`|_[]:<>-=.\\") + line[cut:]]
        lines[at : at + 1] = chance.choice([*broken, sign])
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.soak
def test_broken_documents_are_read_without_loss(
    governance: Path, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    documents = historical_documents(governance)
    chance = random.Random(7)
    chosen = documents if in_soak else chance.sample(documents, SAMPLE)
    read = 0
    for name, text in texts_of(governance, chosen):
        for _ in range(IN_SOAK if in_soak and len(text) < LONGEST else 1):
            broken = break_lines(text, chance)
            for markup in (Markup.RST, Markup.MARKDOWN):
                assert "".join(parse(broken, markup).pieces()) == broken, name
            read += 1
    record_property("soak", f"{read} broken documents read without loss, as RST and as Markdown")
    assert read >= SAMPLE
