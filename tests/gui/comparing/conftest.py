"""Two texts with every sort of change, and a look."""

import pytest
from pytestqt.qtbot import QtBot

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.fonts import load_fonts
from visioneditor.gui.look import Look

LONG = "This long paragraph stays as it is from the first draft to the last one, which nobody minds. " * 5
OLD = f"""# Guide

Nothing changes in the words that open this guide.

## Alpha

The teams allows people to write, and [reads](a.md) what they wrote.

{LONG}

## Beta

Beta has its own words about durable storage and nothing else.

## Gamma

Gamma speaks of networks, of switches and of cables.

## Gone

This whole section about paper forms is to be taken out again.
"""
NEW = f"""# Guide

Nothing changes in the words that open this guide.

## Gamma

Gamma speaks of networks, of switches and of cables.

## Alpha

The teams allowing people to write, and [reads](b.md) what they wrote.

{LONG}

## Beta

Beta has its own words about durable storage and nothing else.

## Fresh

Nobody has said a word about kindness in here before today.
"""


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    load_fonts()
    return Look()


@pytest.fixture
def comparison() -> Comparison:
    return compare(parse_markdown(OLD), parse_markdown(NEW))
