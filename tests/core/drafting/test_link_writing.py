"""Links are written as a document writes its links, and lead where they were made to."""

import pytest

from visioneditor.core.document.links import LinkKind, resolve
from visioneditor.core.document.model import Document, Markup, Run
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.link_writing import (
    LinkTarget,
    TargetKind,
    label_of,
    needs_label,
    new_label,
    put_label,
    targets_in,
    with_label,
    write_link,
)
from visioneditor.core.drafting.text_change import TextChange, apply_changes

RST = parse("Vision\n======\n\n.. _aims:\n\nDesign Goals\n------------\n\nWords.\n\nScope\n-----\n", Markup.RST)
PATH, OTHER = "docs/vision.rst", "docs/draft.rst"
DRAFT = parse("Draft\n=====\n\nHERE\n", Markup.RST)


def put(
    document: Document, target: LinkTarget, words: str = "", path: str = OTHER, relative: str = "vision.rst"
) -> str:
    """The text with a link in the place of HERE."""
    at = document.text.index("HERE")
    link = write_link(document, path, target, words, relative)
    return apply_changes(document.text, (TextChange(at, at + 4, link.text), *link.also))


def only_link(text: str, markup: Markup) -> tuple[Document, Run]:
    document = parse(text, markup)
    return document, next(run for block in document.blocks for run in block.runs if run.target)


def target(title: str) -> LinkTarget:
    return next(one for one in targets_in(RST, PATH) if one.title == title)


def test_document_and_sections_are_targets_with_their_labels() -> None:
    assert [(one.kind.value, one.title, one.label) for one in targets_in(RST, PATH)] == [
        ("document", "Vision", ""),
        ("section", "Vision", ""),
        ("section", "Design Goals", "aims"),
        ("section", "Scope", ""),
    ]


@pytest.mark.parametrize(("words", "written"), [("", ":doc:`vision`"), ("the aims", ":doc:`the aims <vision>`")])
def test_document_is_named_without_its_ending(words: str, written: str) -> None:
    assert put(DRAFT, targets_in(RST, PATH)[0], words) == f"Draft\n=====\n\n{written}\n"


def test_labelled_section_of_another_document_is_referred_to() -> None:
    assert ":ref:`aims`\n" in put(DRAFT, target("Design Goals"))
    assert ":ref:`our goals <aims>`\n" in put(DRAFT, target("Design Goals"), "our goals")


def test_section_without_a_label_gets_one_that_leads_there() -> None:
    section = next(one for one in RST.sections if one.title == "Scope")
    label = new_label("Scope", frozenset({"scope", "aims"}))
    labelled = parse(apply_changes(RST.text, [put_label(RST, section, label)]), Markup.RST)
    assert label == "scope-2" and label_of(labelled, labelled.sections[-1]) == label
    assert f":ref:`{label}`" in put(DRAFT, with_label(target("Scope"), label))


@pytest.mark.parametrize(("title", "words"), [("Scope", ""), ("Design Goals", ""), ("Scope", "it")])
def test_section_of_the_same_document_is_linked_by_its_title(title: str, words: str) -> None:
    text = "Draft\n=====\n\nHERE\n\nDesign Goals\n------------\n\nScope\n-----\n"
    document = parse(text, Markup.RST)
    one = next(each for each in targets_in(document, OTHER) if each.title == title)
    linked, run = only_link(put(document, one, words), Markup.RST)
    found = resolve(linked, OTHER, run)
    assert not linked.problems and found.kind is LinkKind.SECTION
    section = linked.section(found.section_id)
    assert section is not None and section.title == title


def test_label_is_needed_where_neither_title_nor_label_leads_there() -> None:
    scope, goals = target("Scope"), target("Design Goals")
    assert needs_label(Markup.RST, OTHER, scope, "") and not needs_label(Markup.RST, OTHER, goals, "")
    assert not needs_label(Markup.RST, PATH, scope, "it") and not needs_label(Markup.MARKDOWN, OTHER, scope, "")
    assert needs_label(Markup.RST, PATH, with_label(goals, ""), "it")
    assert not needs_label(Markup.RST, PATH, with_label(goals, ""), "Design Goals")


def test_address_goes_where_the_document_puts_its_addresses() -> None:
    page = LinkTarget(kind=TargetKind.ADDRESS, title="", address="https://example.org/a_b")
    assert put(DRAFT, page) == "Draft\n=====\n\nhttps://example.org/a_b\n"
    assert put(DRAFT, page, "a page").endswith("`a page <https://example.org/a_b>`__\n")
    named = parse("See HERE and one_.\n\n.. _one: https://example.org/1\n", Markup.RST)
    assert put(named, page, "a page") == (
        "See `a page`_ and one_.\n\n.. _one: https://example.org/1\n.. _a page: https://example.org/a_b\n"
    )
    assert "`one <https://example.org/a_b>`__" in put(named, page, "one")


def test_markdown_links_have_paths_and_anchors() -> None:
    draft = parse("# Draft\n\nHERE\n", Markup.MARKDOWN)
    assert "[Design Goals](vision.rst#design-goals)" in put(draft, target("Design Goals"), path="docs/a.md")
    own = parse("# Draft\n\nHERE\n\n## And/or [x]\n", Markup.MARKDOWN)
    written = put(own, targets_in(own, "docs/a.md")[-1], path="docs/a.md", relative="a.md")
    assert "](#andor-x)" in written
    assert "<https://example.org>" in put(
        draft, LinkTarget(kind=TargetKind.ADDRESS, title="", address="https://example.org")
    )
