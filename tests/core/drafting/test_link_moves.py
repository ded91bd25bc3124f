"""When a document moves, what leads to it still does, and so does what it leads to."""

import pytest

from visioneditor.core.drafting.link_moves import Move, keep_links

FILES = frozenset({"ref/vision.rst", "ref/goals.rst", "index.rst", "notes/a.md", "ref/plan.png", "doc/src/x.rst"})
MOVE = Move(old="ref/vision.rst", new="aims/our-vision.rst", files=FILES)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("ref/goals.rst", "See :doc:`vision`.", "See :doc:`../aims/our-vision`."),
        ("ref/goals.rst", "See :doc:`the aim <vision>` now.", "See :doc:`the aim <../aims/our-vision>` now."),
        ("index.rst", "See :doc:`/ref/vision`.", "See :doc:`/aims/our-vision`."),
        ("index.rst", "`it <ref/vision.rst>`_ and `x <https://a/ref/vision.rst>`__", None),
        ("ref/goals.rst", "See :doc:`our\n  aim <vision>`.", "See :doc:`our\n  aim <../aims/our-vision>`."),
        ("index.rst", ".. _it: ref/vision.rst", ".. _it: aims/our-vision.rst"),
        ("index.rst", ".. include:: ref/vision.rst", ".. include:: aims/our-vision.rst"),
        ("index.rst", ".. toctree::\n   :maxdepth: 2\n\n   ref/vision\n   ref/goals\n\nvision", None),
        ("index.rst", ".. toctree::\n\n   Our aim <ref/vision>\n", ".. toctree::\n\n   Our aim <aims/our-vision>\n"),
        ("notes/a.md", "[it](../ref/vision.rst#goals) [me](a.md)", "[it](../aims/our-vision.rst#goals) [me](a.md)"),
        ("notes/a.md", "[it]: ../ref/vision.rst", "[it]: ../aims/our-vision.rst"),
        ("ref/vision.rst", "See :doc:`goals`, :doc:`vision`.", "See :doc:`../ref/goals`, :doc:`our-vision`."),
        ("ref/vision.rst", ".. image:: plan.png", ".. image:: ../ref/plan.png"),
    ],
)
def test_links_lead_where_they_led(path: str, before: str, after: str | None) -> None:
    expected = before.replace("<ref/vision.rst", "<aims/our-vision.rst").replace("   ref/vision", "   aims/our-vision")
    assert keep_links(before, path, MOVE)[0] == (after if after is not None else expected)


@pytest.mark.parametrize(
    "text", [":ref:`vision`", ":doc:`elsewhere`", "`vision`_", ":doc:`goals`", "<vision>", ".. image:: gone.png", "# a"]
)
def test_what_does_not_lead_there_stays(text: str) -> None:
    assert keep_links(text, "ref/goals.rst", MOVE) == (text, 0)


def test_absolute_links_begin_at_the_root_of_the_sources() -> None:
    move = Move(old="doc/src/x.rst", new="doc/src/y/x.rst", files=FILES, root="doc/src")
    assert keep_links(":doc:`/x` :doc:`x`", "doc/src/z.rst", move) == (":doc:`/y/x` :doc:`y/x`", 2)


def test_moving_there_and_back_gives_the_same_text() -> None:
    text = "See :doc:`vision` and `it <vision.rst>`_.\n"
    there, count = keep_links(text, "ref/goals.rst", MOVE)
    back = Move(old=MOVE.new, new=MOVE.old, files=(FILES - {MOVE.old}) | {MOVE.new})
    assert (keep_links(there, "ref/goals.rst", back)[0], count) == (text, 2)
