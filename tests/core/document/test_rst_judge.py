"""docutils judges the scanner: the same sections and levels, the same visible words."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.reference.docutils_judge import Judgement
from tests.reference.historical_documents import historical_documents, texts_of
from visioneditor.core.document.model import Document
from visioneditor.core.document.rendering import render_block
from visioneditor.core.document.rst import parse_rst
from visioneditor.core.text import words

SAMPLE = 200


def visible_words(document: Document) -> list[str]:
    """The words that a reader sees, block by block."""
    return [word for block in document.blocks if block.runs for word in words(render_block(block, document.text).text)]


def sections(document: Document) -> list[tuple[str, int]]:
    return [(section.title, section.level) for section in document.sections if section.number]


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_real_documents_have_the_sections_and_words_that_docutils_sees(
    governance: Path, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    documents = historical_documents(governance)
    assert len(documents) == 1768
    chosen = documents if in_soak else random.Random(3).sample(documents, SAMPLE)
    differing = []
    for name, text in texts_of(governance, chosen):
        document, judgement = parse_rst(text), Judgement(text)
        assert "".join(document.pieces()) == text, name
        same = sections(document) == judgement.sections and visible_words(document) == judgement.words
        if not (same or judgement.is_severe):
            differing.append(name)
    agreeing = len(chosen) - len(differing)
    record_property("soak", f"{agreeing} of {len(chosen)} documents agree with docutils")
    assert differing == []


PIECES = """\
one two
alpha *beta* gamma
**strong** text
``lit``
`role text`
`phrase ref`_
name_
anon__
`text <http://x.org>`_
:doc:`a <b>`
:unknown:`foo`
http://example.org/a_b.
me@example.org
[1]_
[#]_
[#lab]_
[CIT]_
|sub|
|sub|_
_`inline`
*open
`open
``open
a\\*b
x ::
text::
::
- item
* item
-
1. one
2. two
#. auto
a. alpha
i. roman
(1) paren
A. Einstein
:field: value
-a  opt
--long=x  opt desc
| line
|
====
----
~~~~
==
=========
Title
.. note:: Note text
.. note::
.. code-block:: python
.. unknown:: arg *x*
.. toctree::
:maxdepth: 2
.. _target:
.. _t2: http://x
.. _`a b`: c_
__ http://y
.. [1] foot
.. [#lab] named
.. comment
..
.. |sub| replace:: text *x*
>>> x = 1
> quoted
-- Author
+---+---+
| a | b |
+===+===+
===  ===
a    b
term : class
"*" quoted
(*)
e.g. *this*, or
trailing ``x``_
__init__
a_b_c_
*a*b
`a`:role:
a:b:`c`
“*q*”
中文
C:\\\\dir
""".splitlines()


@given(st.lists(st.tuples(st.sampled_from([0, 0, 0, 2, 3, 4, 6]), st.sampled_from(["", "", *PIECES])), max_size=14))
def test_made_up_documents_do_too(lines: list[tuple[int, str]]) -> None:
    text = "\n".join(" " * indent + piece for indent, piece in lines) + "\n"
    judgement = Judgement(text)
    assume(not judgement.is_severe and not judgement.refused)
    document = parse_rst(text)
    assert (sections(document), visible_words(document)) == (judgement.sections, judgement.words)
