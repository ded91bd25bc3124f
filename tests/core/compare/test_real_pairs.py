"""Promises held on real revision pairs: a sample at every run, all of them in a soak."""

import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.core.compare.accounts import broken_accounts
from tests.core.compare.fingerprint import PLAIN, take_fingerprints
from tests.core.compare.samples import broken_promises, counts, facts, kinds_by_title, misplaced_blocks
from visioneditor.core.compare import lcs
from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import BlockKind, Document
from visioneditor.core.document.parsing import parse, parse_path
from visioneditor.core.text import decode

SAMPLE = 200
HERE = {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {
    "hash seed": {"PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8"},
    "locale": {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "time zone": {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati"},
}

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1800)]

Pair = tuple[Document, Document]
Record = Callable[[str, object], None]


def git_output(repository: Path, *arguments: str, data: bytes = b"") -> bytes:
    return subprocess.run(["git", "-C", repository, *arguments], input=data, capture_output=True, check=True).stdout


def changed_blobs(repository: Path) -> list[tuple[str, str, str]]:
    """Old blob, new blob and path of every change of an RST document outside merges."""
    listing = git_output(
        repository, "log", "--no-merges", "--raw", "-M", "--no-abbrev", "--format=", "--diff-filter=MR", "--all"
    ).decode("utf-8", "replace")
    rows = [line[1:].split("\t") for line in listing.splitlines() if line.startswith(":")]
    found = [(meta.split(" ")[2], meta.split(" ")[3], paths[-1]) for meta, *paths in rows]
    return sorted({row for row in found if row[2].endswith(".rst") and row[0] != row[1]})


def read_blobs(repository: Path, oids: list[str]) -> Iterator[str]:
    answer = git_output(repository, "cat-file", "--batch", data="\n".join(oids).encode())
    at = 0
    for _ in oids:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split(b" ")[2])
        yield decode(answer[end + 1 : end + 1 + size])
        at = end + size + 2


@pytest.fixture(scope="module")
def real_pairs(governance: Path, in_soak: bool) -> dict[str, Pair]:
    rows = changed_blobs(governance)
    chosen = rows if in_soak else random.Random(20170404).sample(rows, SAMPLE)
    olds = read_blobs(governance, [old for old, _, _ in chosen])
    news = read_blobs(governance, [new for _, new, _ in chosen])
    return {
        f"{path} {old_blob[:10]}..{new_blob[:10]}": (parse_path(path, old), parse_path(path, new))
        for (old_blob, new_blob, path), old, new in zip(chosen, olds, news, strict=True)
    }


def check_pairs(
    real_pairs: dict[str, Pair], record: Record, claim: str, holds: Callable[[Document, Document], bool]
) -> None:
    """Every pair holds what is claimed of it; those that do not are named."""
    failing = [name for name, pair in real_pairs.items() if not holds(*pair)]
    record("soak", f"{len(real_pairs) - len(failing)} of {len(real_pairs)} pairs {claim}")
    assert failing == []
    assert len(real_pairs) >= SAMPLE


def test_rows_and_offsets_hold(real_pairs: dict[str, Pair], record_property: Record) -> None:
    check_pairs(
        real_pairs,
        record_property,
        "keep every promise of a comparison",
        lambda old, new: broken_promises(compare(old, new)) == [],
    )


def test_every_character_is_accounted_for(real_pairs: dict[str, Pair], record_property: Record) -> None:
    check_pairs(
        real_pairs,
        record_property,
        "account for every character",
        lambda old, new: broken_accounts(compare(old, new)) == [],
    )


def test_exchanged_documents_give_the_mirror_image(real_pairs: dict[str, Pair], record_property: Record) -> None:
    def mirrored(old: Document, new: Document) -> bool:
        there, back = compare(old, new), compare(new, old)
        return facts(there) == facts(back, turned=True) and counts(there) == counts(back, turned=True)

    check_pairs(real_pairs, record_property, "give the mirror image when exchanged", mirrored)


def test_a_document_compared_with_itself_has_no_change(real_pairs: dict[str, Pair], record_property: Record) -> None:
    check_pairs(
        real_pairs,
        record_property,
        "have no change from themselves",
        lambda old, new: kinds_by_title(compare(old, old)) == kinds_by_title(compare(new, new)) == {},
    )


def test_paragraphs_wrapped_anew_change_no_count(real_pairs: dict[str, Pair], record_property: Record) -> None:
    def keeps_counts(old: Document, new: Document) -> bool:
        expected = counts(compare(old, new))
        return counts(compare(old, rewrapped(new))) == counts(compare(rewrapped(old), new)) == expected

    check_pairs(real_pairs, record_property, "count the same when either side is wrapped anew", keeps_counts)


def rewrapped(document: Document) -> Document:
    """The document with each of its plain paragraphs on one line, where that makes nothing else of it."""
    pieces = list(document.pieces())
    for at, block in enumerate(document.blocks):
        lines = pieces[2 * at + 1].split("\n")
        if block.kind is BlockKind.PARAGRAPH and not block.indent and not block.depth and len(lines) > 1:
            line = " ".join([lines[0].rstrip(), *(line.strip() for line in lines[1:])])
            if [found.kind for found in parse(line, document.markup).blocks] == [BlockKind.PARAGRAPH]:
                pieces[2 * at + 1] = line
    return parse("".join(pieces), document.markup)


def test_every_block_stands_in_one_row_of_its_column(real_pairs: dict[str, Pair], record_property: Record) -> None:
    check_pairs(
        real_pairs,
        record_property,
        "show each block in one row",
        lambda old, new: misplaced_blocks(compare(old, new)) == [],
    )


def test_python_alone_gives_the_same_comparison(
    real_pairs: dict[str, Pair], record_property: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def same_in_python_alone(old: Document, new: Document) -> bool:
        fast = facts(compare(old, new))
        with monkeypatch.context() as patch:
            patch.setattr(lcs, "DEFAULT_ENGINE", lcs.run_plain_engine)
            return facts(compare(old, new)) == fast

    check_pairs(real_pairs, record_property, "come out the same in Python alone", same_in_python_alone)


@pytest.fixture(scope="module")
def texts(real_pairs: dict[str, Pair]) -> list[tuple[str, str, str]]:
    return [(str(old.markup), old.text, new.text) for old, new in real_pairs.values()]


@pytest.fixture(scope="module")
def fingerprints(texts: list[tuple[str, str, str]]) -> list[str]:
    return take_fingerprints(texts, **HERE)


@pytest.mark.parametrize("condition", ELSEWHERE)
def test_nothing_but_the_texts_decides(
    condition: str, texts: list[tuple[str, str, str]], fingerprints: list[str], record_property: Record
) -> None:
    found = take_fingerprints(texts, **ELSEWHERE[condition])
    record_property("soak", f"{len(texts)} pairs come out the same under another {condition}")
    assert found == fingerprints
    assert len(set(found)) > SAMPLE / 2


def test_a_program_without_the_fast_engine_says_the_same(
    texts: list[tuple[str, str, str]], fingerprints: list[str], record_property: Record
) -> None:
    engine, *found = take_fingerprints(texts, PLAIN, **HERE)
    record_property("soak", f"{len(texts)} pairs come out the same where only Python is installed")
    assert engine == lcs.run_plain_engine.__name__
    assert found == fingerprints[1:]
