"""Where links lead."""

import pytest

from visioneditor.core.document.links import Link, LinkKind, resolve
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Block, BlockKind, Document, Label, Markup, Run
from visioneditor.core.document.sections import build_sections

PATH = "reference/vision.rst"
TEXT = "Title\n=====\n\n.. _deep:\n\nSelf-service\n------------\n\nwords\n"


def rst() -> Document:
    """A document as the RST parser would give it."""

    def heading(start: int, end: int, line: int, level: int, title: int) -> Block:
        run = Run(start=start, end=start + title)
        return Block(
            kind=BlockKind.HEADING, start=start, end=end, first_line=line, last_line=line + 1, runs=(run,), level=level
        )

    blocks = (
        heading(0, 11, 1, 1, 5),
        Block(kind=BlockKind.TARGET, start=13, end=22, first_line=4, last_line=4),
        heading(24, 49, 6, 2, 12),
        Block(kind=BlockKind.PARAGRAPH, start=51, end=56, first_line=9, last_line=9, runs=(Run(start=51, end=56),)),
    )
    labels = [
        Label(name="deep", offset=13),
        Label(name="costs", address="https://x.y"),
        Label(name="alias", address="costs_"),
        Label(name="ring", address="gnir_"),
        Label(name="gnir", address="ring_"),
    ]
    sections = build_sections(TEXT, blocks)
    return Document(
        text=TEXT, markup=Markup.RST, sections=sections, blocks=blocks, labels={label.name: label for label in labels}
    )


def link(target: str, role: str = "") -> Link:
    return resolve(rst(), PATH, Run(start=0, end=1, target=target, role=role))


def web(address: str) -> Link:
    return Link(kind=LinkKind.WEB, address=address)


def test_a_label_before_a_heading_names_the_section_below_it() -> None:
    assert link("deep") == Link(kind=LinkKind.SECTION, label="deep", section_id="self-service")
    assert link("deep", "ref") == link("Deep") == link("deep")


def test_names_lead_through_labels_and_titles() -> None:
    assert link("Costs") == link("costs_") == link("alias") == web("https://x.y")
    assert link("self-Service") == link("self-service_") == Link(kind=LinkKind.SECTION, section_id="self-service")
    assert link("ring").kind is LinkKind.UNKNOWN


def test_a_label_of_another_document_is_left_to_be_looked_up() -> None:
    assert link("elsewhere", "ref") == Link(kind=LinkKind.LABEL, label="elsewhere")


@pytest.mark.parametrize(
    ("target", "path", "is_rooted"),
    [
        ("goals", "reference/goals.rst", False),
        ("../resolutions/20170317-cloud", "resolutions/20170317-cloud.rst", False),
        ("/goals/index", "goals/index.rst", True),
        ("goals.rst", "reference/goals.rst", False),
        ("v1.2", "reference/v1.2.rst", False),
    ],
)
def test_documents_are_named_with_and_without_their_ending(target: str, path: str, is_rooted: bool) -> None:
    assert link(target, "doc") == Link(kind=LinkKind.DOCUMENT, path=path, is_rooted=is_rooted)


def test_pages_are_the_documents_they_are_made_from() -> None:
    assert link("vision.html#scope") == Link(kind=LinkKind.DOCUMENT, path="reference/vision.rst", section_id="scope")
    assert link("http://a.b/vision.html") == web("http://a.b/vision.html")
    assert link("//a.b/c") == web("https://a.b/c")


def test_anchors_lead_within_the_document() -> None:
    assert link("#self-service") == Link(kind=LinkKind.SECTION, section_id="self-service")
    assert link("#deep").section_id == "self-service"
    assert link("#nowhere").kind is LinkKind.UNKNOWN


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "file:///etc/passwd",
        "data:text/html,x",
        "vscode://x",
        "ssh://a.b",
        "java\nscript:x",
        " javascript:x",
        "../../outside",
        "",
    ],
)
def test_what_must_not_be_opened_is_unknown(target: str) -> None:
    assert link(target).kind is LinkKind.UNKNOWN
    assert link(target, "doc").kind is LinkKind.UNKNOWN or "script" in target
    assert link(target, "repo").kind is LinkKind.UNKNOWN


def test_markdown_links_lead_to_files_definitions_and_footnotes() -> None:
    text = "[a](../x%20y.md#b) [Def] [^n]\n\n[def]: other.md\n[^n]: note\n"
    document = parse_markdown(text)
    linked = [resolve(document, "docs/vision.md", run) for run in document.blocks[0].runs if run.target]
    assert linked == [
        Link(kind=LinkKind.DOCUMENT, path="x y.md", section_id="b"),
        Link(kind=LinkKind.DOCUMENT, path="docs/other.md"),
        Link(kind=LinkKind.SECTION, label="^n", section_id="preamble"),
    ]


def test_numbers_of_standards_lead_to_the_web() -> None:
    assert link("8", "pep") == web("https://peps.python.org/pep-0008/")
    assert link("2119", "rfc") == web("https://datatracker.ietf.org/doc/html/rfc2119")
    assert link("x8", "pep").kind is LinkKind.UNKNOWN
