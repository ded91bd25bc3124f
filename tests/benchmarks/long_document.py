"""A repository with a vision of 12,000 lines in two drafts, made of the words of a real one; the same on every run."""

import os
import random
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

LINES = 12_000
_SPARE_LINES = 400  # the second draft has fewer
SHORT_PATH = "README.rst"
LONG_PATH = "reference/long-vision.rst"

_SEED = 12_000
_UNDERLINE = re.compile(r"^(.)\1{3,}$", re.MULTILINE)
_SHORT = "Readme\n======\n\nThe vision of this community is a long one.\n"
_SECTIONS_IN_A_CHAPTER = 12
_AUTHOR = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Ada Example"), ("EMAIL", "ada@example.org"), ("DATE", "2024-05-01T12:00:00+00:00"))
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LongDocument:
    """Where it lies, and its two drafts."""

    repository: Path
    path: str = LONG_PATH
    old_revision: str
    new_revision: str


def make_long_document(folder: Path, vision: str) -> LongDocument:
    """Write and commit both drafts: in the second one words are edited, sections moved, added and gone."""
    make_repository(folder)
    chapters = _write_chapters(read_paragraphs(vision), random.Random(_SEED))
    old = _commit(folder, chapters, "Draft the vision")
    new = _commit(folder, _revise(chapters, random.Random(_SEED)), "Take up what was said")
    return LongDocument(repository=folder, old_revision=old, new_revision=new)


def make_repository(folder: Path) -> None:
    """A work tree with a short document in it, not yet committed."""
    (folder / "reference").mkdir(parents=True)
    _git(folder, "init", "-q", "-b", "master")
    (folder / SHORT_PATH).write_text(_SHORT, encoding="utf-8")


def read_paragraphs(vision: str) -> list[str]:
    """What is neither heading nor directive, each as its lines."""
    parts = [part.strip("\n") for part in vision.split("\n\n")]
    return [part for part in parts if len(part) > 60 and part[0] not in ".: " and not _UNDERLINE.search(part)]


def _write_chapters(paragraphs: list[str], chance: random.Random) -> list[list[str]]:
    """Chapters of sections until there are lines enough."""
    words = sorted({word for part in paragraphs for word in part.split() if word.isalpha() and len(word) > 4})
    chapters: list[list[str]] = []
    while _count_lines(chapters) < LINES + _SPARE_LINES:
        number = len(chapters) + 1
        chapters.append(
            [_write_section(f"{number}.{part}", paragraphs, words, chance) for part in range(_SECTIONS_IN_A_CHAPTER)]
        )
    return chapters


def _count_lines(chapters: list[list[str]]) -> int:
    return sum(section.count("\n") for chapter in chapters for section in chapter)


def _write_section(number: str, paragraphs: list[str], words: list[str], chance: random.Random) -> str:
    title = f"{number} {' '.join(chance.sample(words, 3)).capitalize()}"
    sign = "=" if number.endswith(".0") else "-"
    body = [reword(part, words, chance) for part in chance.sample(paragraphs, 4)]
    points = [f"* {' '.join(chance.sample(words, 9))}, see `the work <https://example.org/{number}>`_" for _ in "abc"]
    return "\n\n".join([f"{title}\n{sign * len(title)}", *body, "\n".join(points)]) + "\n\n"


def reword(part: str, words: list[str], chance: random.Random) -> str:
    """The paragraph with every ninth word or so another one, so that no two are alike."""
    return "\n".join(
        " ".join(
            chance.choice(words) if word.isalpha() and not chance.randrange(9) else word for word in line.split(" ")
        )
        for line in part.split("\n")
    )


def _revise(chapters: list[list[str]], chance: random.Random) -> list[list[str]]:
    """One section in ten edited, a few moved into another chapter, gone or new."""
    revised = [
        [section.replace(" the ", " every ", 3) if not chance.randrange(10) else section for section in chapter]
        for chapter in chapters
    ]
    for at in range(0, len(revised) - 1, 7):
        revised[at + 1].append(revised[at].pop())
        del revised[at][3]
    return revised


def _commit(folder: Path, chapters: list[list[str]], subject: str) -> str:
    title = "A long vision"
    text = f"{'#' * len(title)}\n{title}\n{'#' * len(title)}\n\n" + "".join(s for chapter in chapters for s in chapter)
    return commit_text(folder, LONG_PATH, text, subject)


def commit_text(folder: Path, path: str, text: str, subject: str) -> str:
    """Write a document and commit it; the commit's id."""
    (folder / path).write_text(text, encoding="utf-8")
    _git(folder, "add", "--all")
    _git(folder, "commit", "-q", "-m", subject)
    return _git(folder, "rev-parse", "HEAD")


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | _AUTHOR, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.strip()
