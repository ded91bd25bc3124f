"""Two drafts of one text brought together: nobody's words are lost, and nobody's are chosen for them."""

import random
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.atom_merge import Origin
from visioneditor.core.drafting.orders import merge_orders
from visioneditor.core.drafting.three_way import Merged, merge
from visioneditor.core.text import decode

SAMPLE = 40

BASE = """\
Vision
======

Scope
-----

It is about clouds. It is not about tools.
Nothing else is meant.

Goals
-----

* Be simple.
* Be quick.

Means
-----

Whoever does the work decides.
"""


def read(text: str) -> Document:
    return parse(text, Markup.RST)


def merged(ours: str, theirs: str, base: str = BASE) -> Merged:
    return merge(read(base), read(ours), read(theirs))


def moved_up(text: str, title: str, before: str) -> str:
    """The text with a section put before another one."""
    sections = {one.title: one for one in read(text).sections}
    one, other = sections[title], sections[before]
    words = text[one.start : one.end].rstrip("\n") + "\n\n"
    rest = (text[: one.start] + text[one.end :].lstrip("\n")).rstrip("\n") + "\n"
    return rest[: other.start] + words + rest[other.start :]


def test_edits_of_different_sentences_come_together() -> None:
    ours = BASE.replace("about clouds", "about open clouds")
    theirs = BASE.replace("not about tools", "not about any tools")
    result = merged(ours, theirs)
    assert result.conflicts == 0
    assert result.text() == ours.replace("not about tools", "not about any tools")


def test_wrapping_anew_is_no_edit() -> None:
    ours = BASE.replace("tools.\nNothing", "tools. Nothing")
    theirs = BASE.replace("Nothing else", "Nothing more")
    result = merged(ours, theirs)
    assert result.conflicts == 0
    assert result.text() == ours.replace("Nothing else", "Nothing more")


def test_section_moved_by_one_and_edited_by_the_other_is_edited_where_it_stands_now() -> None:
    ours = moved_up(BASE, "Means", "Scope")
    theirs = BASE.replace("Whoever does the work", "Whoever does any work")
    result = merged(ours, theirs)
    assert result.conflicts == 0
    assert result.text() == ours.replace("does the work", "does any work")
    assert merged(theirs, ours).text() == result.text()


def test_one_sentence_written_twice_is_a_conflict_with_all_three_texts() -> None:
    result = merged(
        BASE.replace("open", "").replace("about clouds", "about public clouds"),
        BASE.replace("about clouds", "about private clouds"),
    )
    (section,) = (one for one in result.sections if one.conflicts)
    (at,) = (index for index, one in enumerate(section.stretches) if one.origin is Origin.CONFLICT)
    found = section.stretches[at]
    assert (section.title, found.base, found.ours, found.theirs) == (
        "Scope",
        "It is about clouds. ",
        "It is about public clouds. ",
        "It is about private clouds. ",
    )
    where = result.sections.index(section)
    assert "It is about any clouds. It is not" in result.text({(where, at): "It is about any clouds. "})
    assert "public" in result.text()


def test_section_that_one_removed_and_the_other_left_alone_is_gone() -> None:
    ours = BASE.replace("Goals\n-----\n\n* Be simple.\n* Be quick.\n\n", "")
    assert merged(ours, BASE).text() == ours
    assert merged(BASE, ours).text() == ours


def test_section_that_one_removed_and_the_other_edited_is_a_conflict() -> None:
    ours = BASE.replace("Goals\n-----\n\n* Be simple.\n* Be quick.\n\n", "")
    theirs = BASE.replace("Be quick", "Be very quick")
    assert merged(ours, theirs).conflicts == 1
    assert "Be very quick" not in merged(ours, theirs).text()
    assert "Be very quick" in merged(theirs, ours).text()


def test_sections_that_both_added_in_one_place_both_stand_there() -> None:
    ours = BASE.replace("Means\n", "Mine\n----\n\nOf mine.\n\nMeans\n")
    theirs = BASE.replace("Means\n", "Theirs\n------\n\nOf theirs.\n\nMeans\n")
    result = merged(ours, theirs)
    assert result.conflicts == 0
    assert [one.title for one in read(result.text()).sections] == [
        "Vision",
        "Scope",
        "Goals",
        "Mine",
        "Theirs",
        "Means",
    ] or [one.title for one in read(result.text()).sections] == ["Vision", "Scope", "Goals", "Theirs", "Mine", "Means"]


def test_the_same_section_added_twice_stands_there_once() -> None:
    ours = BASE + "\nMore\n----\n\nWords of it.\n"
    assert merged(ours, ours).text() == ours


def test_addresses_at_the_end_stay_there() -> None:
    base = BASE + "\n.. _one: https://example.org/1\n"
    ours = base.replace(".. _one", "More\n----\n\nWords.\n\n.. _one")
    theirs = base.replace("example.org/1", "example.org/2")
    result = merged(ours, theirs, base)
    assert result.conflicts == 0
    assert result.text() == ours.replace("example.org/1", "example.org/2")


def test_sections_ordered_anew_by_both_in_other_ways_are_told() -> None:
    ours, theirs = moved_up(BASE, "Means", "Scope"), moved_up(BASE, "Goals", "Scope")
    assert merged(ours, theirs).is_order_open
    assert merged(ours, theirs).text() == ours
    assert not merged(ours, ours).is_order_open


def test_texts_without_sections_are_merged_as_well() -> None:
    base, ours, theirs = (
        "One is here. Two is there.\n",
        "One was here. Two is there.\n",
        "One is here. Two was there.\n",
    )
    documents = (parse(text, Markup.TEXT) for text in (base, ours, theirs))
    assert merge(*documents).text() == "One was here. Two was there.\n"


def test_orders_are_taken_from_whoever_changed_them() -> None:
    assert merge_orders("abcd", "abcd", "cabd") == (list("cabd"), False)
    assert merge_orders("abcd", "cabxd", "abcyd") == (list("cyabxd"), False)
    assert merge_orders("abc", "cab", "cab") == (list("cab"), False)
    assert merge_orders("abc", "cab", "bac") == (list("cab"), True)


WRITTEN = re.compile(r"(?:Put in|That is|It is|A section)[^.]*\.")  # what a draft has and the base has not
SENTENCES = [f"This is sentence number {number}." for number in range(8)]


@st.composite
def drafts(draw: st.DrawFn) -> str:
    """The base with sentences put in and taken out, sections moved, added and taken out, lines wrapped elsewhere."""
    sections = [("A", SENTENCES[:3]), ("B", SENTENCES[3:5]), ("C", SENTENCES[5:])]
    sections = [(title, list(sentences)) for title, sentences in sections]
    for _ in range(draw(st.integers(0, 4))):
        _, sentences = draw(st.sampled_from(sections))
        what = draw(st.sampled_from(["put", "take", "change"]))
        at = draw(st.integers(0, len(sentences)))
        if what == "put":
            sentences.insert(at, f"Put in {draw(st.sampled_from(['here', 'there']))} {at}.")
        elif at < len(sentences):
            sentences[at : at + 1] = (
                [] if what == "take" else [sentences[at].replace("This", draw(st.sampled_from(["That", "It"])))]
            )
    if draw(st.booleans()):
        sections.insert(0, sections.pop())
    if draw(st.booleans()):
        sections.insert(draw(st.integers(0, 2)), (draw(st.sampled_from("DE")), ["A section more."]))
    elif draw(st.booleans()):
        sections.pop(draw(st.integers(0, 2)))
    blank = draw(st.sampled_from([" ", "\n"]))
    parts = [
        f"{title}\n-\n\n{blank.join(sentences)}\n" if sentences else f"{title}\n-\n" for title, sentences in sections
    ]
    return "Title\n=====\n\n" + "\n".join(parts)


BASE_DRAFT = "Title\n=====\n\n" + "\n".join(
    f"{title}\n-\n\n{' '.join(sentences)}\n"
    for title, sentences in (("A", SENTENCES[:3]), ("B", SENTENCES[3:5]), ("C", SENTENCES[5:]))
)


@given(drafts())
def test_a_side_that_did_nothing_changes_nothing(draft: str) -> None:
    assert merged(draft, BASE_DRAFT, BASE_DRAFT).text() == draft
    assert merged(BASE_DRAFT, draft, BASE_DRAFT).text() == draft
    assert merged(draft, draft, BASE_DRAFT).text() == draft


@given(drafts(), drafts())
def test_whatever_somebody_wrote_is_in_the_text_or_in_a_conflict(ours: str, theirs: str) -> None:
    result = merged(ours, theirs, BASE_DRAFT)
    held = result.text() + "".join(
        stretch.ours + stretch.theirs
        for section in result.sections
        for stretch in section.stretches
        if stretch.origin is Origin.CONFLICT
    )
    held = " ".join(held.split())
    for side in (ours, theirs):
        for sentence in WRITTEN.findall(" ".join(side.split())):
            assert sentence in held


@given(drafts(), drafts())
def test_who_is_called_ours_decides_no_conflict(ours: str, theirs: str) -> None:
    assert merged(ours, theirs, BASE_DRAFT).conflicts == merged(theirs, ours, BASE_DRAFT).conflicts


def _git(repository: Path, *arguments: str) -> str:
    return decode(subprocess.run(["git", *arguments], cwd=repository, check=True, capture_output=True).stdout)


def combined_documents(repository: Path) -> list[tuple[list[str], str]]:
    """The real merges of documents that both sides had changed: the merge with its parents, and the path."""
    found: list[tuple[list[str], str]] = []
    commits: list[str] = []
    for line in _git(repository, "log", "--all", "--merges", "-c", "--name-only", "--format=: %H %P").splitlines():
        if line.startswith(": "):
            commits = line.split()[1:]
        elif line.endswith(".rst"):
            found.append((commits, line))
    return sorted(found)


def texts_of_merge(repository: Path, commits: list[str], path: str) -> Iterator[str]:
    """What it was made into, what either side had, and what both had begun with."""
    base = _git(repository, "merge-base", *commits[1:]).strip()
    yield from (_git(repository, "show", f"{one}:{path}") for one in (*commits, base))


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_real_merges_come_out_as_they_did(
    governance: Path, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    merges = combined_documents(governance)
    assert len(merges) > 300
    chosen = merges if in_soak else random.Random(8).sample(merges, SAMPLE)
    same = 0
    for commits, path in chosen:
        result, ours, theirs, base = texts_of_merge(governance, commits, path)
        same += merged(ours, theirs, base).text() == result
    record_property("soak", f"{same} of {len(chosen)} merges are the bytes that git made of them")
    assert same >= 0.98 * len(chosen)
