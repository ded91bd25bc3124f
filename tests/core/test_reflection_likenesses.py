"""Likenesses of reflections that communities have written, each matched as a person matches it.

The vision has the titles of a real one, for its titles are what makes matching hard; its words are made up.
"""

import pytest

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.importing.mail import read_mail
from visioneditor.core.importing.mail_prose import mail_as_reflection
from visioneditor.core.mapping import map_headings

VISION = parse(
    """\
# Vision for OpenStack Clouds

## Purpose

Why there is a vision.

## Scope

What it is about.

## The Pillars of Cloud

Two of them.

### Self-service

Nobody waits.

### Application Control

Programs decide.

## OpenStack-specific Considerations

Four of them.

### Interoperability

The same anywhere.

### Bidirectional Compatibility

Old and new.

### Cross-Project Dependencies

Hard and soft ones.

### Partitioning

Regions.

## Design Goals

Many of them.

### Basic Physical Data Center Management

Machines.

### Plays Well With Others

Neighbours.

### Hardware Virtualisation

Devices for many.

### Infinite, Continuous Scaling

It grows, and scaling never hurts.

### Built-in Reliability and Durability

Reliable though parts fail.

### Customisable Integration

Wired by anybody.

### Abstract Specialised Operations

Experts behind an interface.

### Graphical User Interface

Windows.

## Project team reflections on this vision

Where to find them.
""",
    Markup.MARKDOWN,
)

ORDER_OF_ITS_OWN = """\
..
   A licence that nobody reads.

======================
A vision for the ferry
======================

What we want. See `the vision`_.

.. _the vision: https://vision.example/

Mission Statement
=================

To cross the sound.

Vision for OpenStack
====================

Hardware Virtualisation
-----------------------

Boats for all, and through any interface that is graphical.

Plays Well With Others
----------------------

We do.

Customizable Integration
------------------------

By ropes.

Secure by Design
----------------

Life belts.
"""

PARENTS_AND_PROSE = """\
=====================================
The ferry reflects on the 2018 Vision
=====================================

It has three parts, which this document mirrors [#]_.

The Pillars of Cloud
====================

Everybody can talk to it, enabling the self-service and application
control that make a cloud.

OpenStack-specific Considerations
=================================

Interoperability
----------------

Any harbour.

Bi-directional Compatibility
----------------------------

Any tide.

Design Goals
============

We map well to goals such as scalability, reliability and customization. We
also offer a graphical user interface.

References
==========

.. [#] https://vision.example/
"""

COMPOUND_TITLES = """\
.. _reflection:

==========================
Comparison with the Vision
==========================

This list is for those who want to help.

The Pillars of Cloud - Self Service
===================================

* Tickets are sold by hand.

Design Goals: Reliability & Durability
======================================

* Boats sink.

Graphical User Interface (GUI)
==============================

* There is a bell.
"""

IN_MARKDOWN = """\
# Project Team Reflection

## 1. Purpose of this document

To say what we think of it.

## 2. GUI

A bell.

## 3. Infinite Scaling & Partitioning

More boats; one for each island.

## 4. How we see Application Control

The captain decides.

## 5. Playing well with others

| goal | how |
|------|-----|
| Cross-Project Dependencies | we need the harbour |

## 6. Non-Goals

Flying. **Interoperability** is none of ours, so is the "Basic Data Center Management" goal.

## References
"""

Row = tuple[str, str | None, str]

EXPECTED: dict[str, tuple[str, Markup, list[Row]]] = {
    "an order of its own": (
        ORDER_OF_ITS_OWN,
        Markup.RST,
        [
            ("A vision for the ferry", None, "none"),
            ("Mission Statement", None, "none"),
            ("Vision for OpenStack", None, "none"),
            ("Hardware Virtualisation", "Hardware Virtualisation", "exact"),
            ("Plays Well With Others", "Plays Well With Others", "exact"),
            ("Customizable Integration", "Customisable Integration", "fuzzy"),
            ("Secure by Design", None, "none"),
        ],
    ),
    "parents, and goals in prose": (
        PARENTS_AND_PROSE,
        Markup.RST,
        [
            ("The ferry reflects on the 2018 Vision", None, "none"),
            ("The Pillars of Cloud", "The Pillars of Cloud", "exact"),
            ("The Pillars of Cloud", "Self-service", "mention"),
            ("The Pillars of Cloud", "Application Control", "mention"),
            ("OpenStack-specific Considerations", "OpenStack-specific Considerations", "exact"),
            ("Interoperability", "Interoperability", "exact"),
            ("Bi-directional Compatibility", "Bidirectional Compatibility", "fuzzy"),
            ("Design Goals", "Design Goals", "exact"),
            ("Design Goals", "Infinite, Continuous Scaling", "mention"),
            ("Design Goals", "Built-in Reliability and Durability", "mention"),
            ("Design Goals", "Customisable Integration", "mention"),
            ("Design Goals", "Graphical User Interface", "mention"),
            ("References", None, "none"),
        ],
    ),
    "compound titles": (
        COMPOUND_TITLES,
        Markup.RST,
        [
            ("Comparison with the Vision", None, "none"),
            ("The Pillars of Cloud - Self Service", "Self-service", "compound"),
            ("Design Goals: Reliability & Durability", "Built-in Reliability and Durability", "compound"),
            ("Graphical User Interface (GUI)", "Graphical User Interface", "compound"),
        ],
    ),
    "Markdown, short titles, a table": (
        IN_MARKDOWN,
        Markup.MARKDOWN,
        [
            ("1. Purpose of this document", None, "none"),
            ("2. GUI", "Graphical User Interface", "fuzzy"),
            ("3. Infinite Scaling & Partitioning", "Infinite, Continuous Scaling", "compound"),
            ("3. Infinite Scaling & Partitioning", "Partitioning", "compound"),
            ("4. How we see Application Control", None, "none"),
            ("4. How we see Application Control", "Application Control", "mention"),
            ("5. Playing well with others", "Plays Well With Others", "fuzzy"),
            ("5. Playing well with others", "Cross-Project Dependencies", "mention"),
            ("6. Non-Goals", None, "none"),
            ("6. Non-Goals", "Interoperability", "mention"),
            ("6. Non-Goals", "Basic Physical Data Center Management", "mention"),
            ("References", None, "none"),
        ],
    ),
}


@pytest.mark.parametrize("kind", EXPECTED)
def test_a_likeness_is_matched_as_a_person_matches_it(kind: str) -> None:
    text, markup, expected = EXPECTED[kind]
    rows = map_headings(parse(text, markup), VISION, "ferry", "x")
    assert [(row.heading, row.section.title if row.section else None, row.match.value) for row in rows] == expected


MAIL = """\
[skerry-dev] [ferry][tc] Seeking feedback on the vision

Ada Lind ada at skerry.example
Wed Oct 24 15:01:21 UTC 2018

Greetings, Ferry team!
I have been working with others on a vision.

The 'Basic Data Center Management' goal was written to acknowledge what you
do. Obviously you are also covered by 'Hardware Virtualisation'.

On 20/10/18 someone wrote:
> And 'Partitioning'?

A couple of the other sections deserve a look, too. The principles in the
'Application Control' section remain important, as does the Interoperability
one.

cheers,
Ada.
"""


def test_a_mail_is_matched_by_the_goals_that_it_quotes() -> None:
    mail = read_mail(MAIL)
    text = mail_as_reflection(mail, VISION, Markup.RST, mail.topic)
    rows = map_headings(parse(text, Markup.RST), VISION, "ferry", "x")
    assert [(row.heading, row.section.title if row.section else None, row.match.value) for row in rows] == [
        ("Seeking feedback on the vision", None, "none"),
        (
            "On Basic Physical Data Center Management and Hardware Virtualisation",
            "Basic Physical Data Center Management",
            "compound",
        ),
        (
            "On Basic Physical Data Center Management and Hardware Virtualisation",
            "Hardware Virtualisation",
            "compound",
        ),
        ("On Application Control and Interoperability", "Application Control", "compound"),
        ("On Application Control and Interoperability", "Interoperability", "compound"),
    ]
    assert not any(row.confirmed for row in rows)
