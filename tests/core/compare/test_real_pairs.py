"""Promises held on real revision pairs: a sample at every run, all of them in a soak."""

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.compare.samples import broken_promises, facts, kinds_by_title
from visioneditor.core.compare import lcs
from visioneditor.core.compare.aligning import align
from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import Document
from visioneditor.core.document.parsing import parse_path
from visioneditor.core.text import decode

SAMPLE = 100
IN_SOAK = os.environ.get("VISIONEDITOR_SOAK") == "1"

Pair = tuple[Document, Document]


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
def real_pairs(governance: Path) -> list[Pair]:
    rows = changed_blobs(governance)
    chosen = rows if IN_SOAK else random.Random(20170404).sample(rows, SAMPLE)
    olds = read_blobs(governance, [old for old, _, _ in chosen])
    news = read_blobs(governance, [new for _, new, _ in chosen])
    return [
        (parse_path(path, old), parse_path(path, new))
        for (_, _, path), old, new in zip(chosen, olds, news, strict=True)
    ]


def test_rows_and_offsets_hold(real_pairs: list[Pair]) -> None:
    assert len(real_pairs) >= SAMPLE
    for old, new in real_pairs:
        assert broken_promises(compare(old, new)) == []


def test_exchanged_documents_give_the_mirror_image(real_pairs: list[Pair]) -> None:
    for old, new in real_pairs:
        assert facts(compare(old, new)) == facts(compare(new, old), turned=True)


def test_a_document_compared_with_itself_has_no_change(real_pairs: list[Pair]) -> None:
    for old, _ in real_pairs:
        assert kinds_by_title(compare(old, old)) == {}


def test_every_block_stands_in_one_row_of_its_column(real_pairs: list[Pair]) -> None:
    for old, new in real_pairs:
        rows = align(compare(old, new))
        assert sorted(row.old.start for row in rows if row.old) == [block.start for block in old.blocks]
        assert sorted(row.new.start for row in rows if row.new) == [block.start for block in new.blocks]


def test_python_alone_gives_the_same_comparison(real_pairs: list[Pair], monkeypatch: pytest.MonkeyPatch) -> None:
    fast = [facts(compare(old, new)) for old, new in real_pairs]
    monkeypatch.setattr(lcs, "DEFAULT_ENGINE", lcs.run_plain_engine)
    assert [facts(compare(old, new)) for old, new in real_pairs] == fast
