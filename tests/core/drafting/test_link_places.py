"""Where a link's target is being written, targets can be offered; nowhere else."""

import pytest

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.link_places import link_place


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("See :doc:`cha", ("documents", 10, "cha")),
        ("See :doc:`the charter <../cha", ("documents", 23, "../cha")),
        ("See :ref:`", ("labels", 10, "")),
        (":ref:`done` and :ref:`words <la", ("labels", 29, "la")),
    ],
)
def test_target_of_a_role_is_found(line: str, told: tuple[str, int, str]) -> None:
    place = link_place(line + " more", len(line), Markup.RST)
    assert place is not None and (place.offered.value, place.start, place.typed) == told


def test_target_of_a_markdown_link_is_found() -> None:
    place = link_place("see [it](docs/vi", 16, Markup.MARKDOWN)
    assert place is not None and (place.offered.value, place.start, place.typed) == ("paths", 9, "docs/vi")


@pytest.mark.parametrize("line", ["See :doc:`a`", ":code:`a", "``:doc:``", "`a <b", "words"])
def test_elsewhere_nothing_is_offered(line: str) -> None:
    assert link_place(line, len(line), Markup.RST) is None
    assert link_place("see ](http://x.org) ", 20, Markup.MARKDOWN) is None


def test_a_line_of_a_million_signs_is_looked_at_quickly() -> None:
    line = ":doc:`" * 200_000
    assert link_place(line, len(line), Markup.RST) is not None
