"""Links that lead nowhere are told, with what may have been meant; what leads out of the repository is let be."""

from collections.abc import Mapping

import pytest

from visioneditor.core.document.links import Link
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.findings import Finding
from visioneditor.core.drafting.link_findings import find_in_links
from visioneditor.core.drafting.text_change import apply_changes
from visioneditor.core.text import Lines


class Repository:
    """A few documents, by their paths and places."""

    labels: Mapping[str, str] = {"design-goals": "docs/vision.rst", "here": "docs/draft.rst"}
    _places: Mapping[str, frozenset[str]] = {
        "docs/vision.rst": frozenset({"purpose"}),
        "docs/guide.md": frozenset({"how-to-vote"}),
    }

    def find(self, path: str, link: Link) -> str | None:
        return link.path if link.path in (*self._places, "docs/draft.rst", "docs/logo.png") else None

    def places(self, path: str) -> frozenset[str] | None:
        return self._places.get(path)

    def near(self, path: str, target: str) -> tuple[str, ...]:
        return ("vision",) if "vis" in target else ()


def find(text: str, markup: Markup = Markup.RST) -> list[Finding]:
    return list(find_in_links(parse(text, markup), "docs/draft.rst", Lines(text), Repository()))


def mended(text: str, markup: Markup = Markup.RST) -> str:
    (found,) = find(text, markup)
    return apply_changes(text, found.fixes[0].changes)


def test_document_that_is_not_there_offers_one_like_it() -> None:
    assert mended("See :doc:`vison`.\n") == "See :doc:`vision`.\n"
    assert mended("See :doc:`the vision <visoin>`.\n") == "See :doc:`the vision <vision>`.\n"


def test_label_that_nobody_declares_offers_one_like_it() -> None:
    (found,) = find("See :ref:`goals <desing-goals>`.\n")
    assert found.message == "No document declares the label “desing-goals”"
    assert mended("See :ref:`goals <desing-goals>`.\n") == "See :ref:`goals <design-goals>`.\n"


@pytest.mark.parametrize(
    "text",
    [
        "See :doc:`vision` and :ref:`design-goals`.\n",
        "Written for |release|, |today|.\n",
        "See :doc:`/elsewhere <infra:index>`, :ref:`nova:admin` and :ref:`genindex`.\n",
        "See `the page <../projects/nova.html>`_, `another <https://example.org/x>`_, `site </about/>`_.\n",
        ".. toctree::\n   :glob:\n\n   */index\n",
        ".. _own:\n\nTitle\n=====\n\nSee :ref:`own` and Title_.\n",
    ],
)
def test_what_leads_somewhere_or_cannot_be_told_is_not_told(text: str) -> None:
    assert not find(text)


def test_missing_file_and_place_in_markdown_are_told() -> None:
    text = "# Title\n\n[a](gone.png), [b](logo.png), [c](guide.md#how-to-vote), [d](#title), [e](https://x.org/#y)\n"
    assert [one.message for one in find(text, Markup.MARKDOWN)] == ["There is no file “docs/gone.png”"]
    assert mended("[c](guide.md#how-to-vode)\n", Markup.MARKDOWN) == "[c](guide.md#how-to-vote)\n"
    assert mended("# Our goals\n\n[d](#our-gaols)\n", Markup.MARKDOWN).endswith("[d](#our-goals)\n")


def test_anchors_of_forges_and_of_html_are_places_in_markdown() -> None:
    text = '# Escalating and/or reporting\n\n<a name="top"></a> [x](#escalating-andor-reporting) [y](#top)\n'
    assert not find(text, Markup.MARKDOWN)


def test_footnote_without_text_is_told() -> None:
    assert [one.message for one in find("Words [1]_.\n")] == ["There is no footnote [1]"]
    assert not find("Words [1]_.\n\n.. [1] Said so.\n")


def test_label_that_another_document_has_too_is_told_at_its_line() -> None:
    found = find("Words.\n\n.. _design-goals:\n\nGoals\n=====\n\n.. _here:\n\nWords.\n")
    assert [(one.line, one.message) for one in found] == [(3, "docs/vision.rst declares the label “design-goals”, too")]


def test_link_over_two_lines_is_told_once() -> None:
    assert len(find("See :doc:`the long\nname <gone>`.\n")) == 1
