"""Matrices for the tests of the window: some answers of every kind, and as many as anybody will ever have."""

from collections.abc import Sequence

from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.consensus.matrix import OpenThreads, build_matrix
from visioneditor.core.consensus.model import Matrix
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Document

VISION = """# Vision

## Pillars

### Self-service

### Control

## Goals

### Scaling without end

### A window for people
"""
_STANCES: Sequence[Stance | None] = (*Stance, None)


def say(
    document: Document, project: str, id: str, stance: Stance | None, *, line: int = 1, stale: bool = False
) -> Annotation:
    return Annotation(
        project=project,
        section=document.section(id),
        heading=id,
        match=Match.EXACT,
        confirmed=True,
        stance=stance,
        stale=stale,
        written_against=None,
        text="Words.",
        path=f"vision-reflections/{project}.md",
        first_line=line,
        last_line=line + 2,
    )


def small_matrix() -> Matrix:
    """Nova answers three sections (one of them as a parent), zun one; heat is silent."""
    vision = parse_markdown(VISION)
    said = [
        say(vision, "nova", "pillars", Stance.PARTIAL, line=1),
        say(vision, "nova", "control", Stance.GAP, line=5, stale=True),
        say(vision, "nova", "scaling-without-end", None, line=9),
        say(vision, "zun", "a-window-for-people", Stance.CONTRIBUTES),
    ]
    control = vision.section("control")
    assert control is not None
    threads = OpenThreads(on_sections={control.number: 2}, on_answers={("vision-reflections/zun.md", 1): 1})
    return build_matrix(vision, said, ["nova", "zun"], ["nova", "zun", "heat"], threads)


def large_matrix(projects: int = 100, sections: int = 40) -> Matrix:
    """Two answers in three, of every stance, some stale."""
    text = "# Vision\n" + "".join(f"\n## Goal {n} of the vision\n\n### Section number {n}\n" for n in range(sections))
    vision = parse_markdown(text)
    leaves = [section for section in vision.sections if section.level == 3]
    said = [
        say(vision, f"project-{p:03}", leaf.id, _STANCES[(p + n) % 5], line=n * 4, stale=(p * n) % 7 == 0)
        for p in range(projects)
        for n, leaf in enumerate(leaves)
        if (p + n) % 3
    ]
    return build_matrix(vision, said, [f"project-{p:03}" for p in range(projects)], ["silent"])
