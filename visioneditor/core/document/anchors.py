"""The anchors by which a document's places are linked to, as this program, Sphinx and the usual forges name them."""

import re
from collections import Counter
from collections.abc import Iterator

from visioneditor.core.document.model import Document, Markup

_HTML_NAME = re.compile(r"""<[a-zA-Z][^<>\n]{0,200}?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""")
_DROPPED = re.compile(r"[^\w\- ]")


def anchors_of(document: Document) -> frozenset[str]:
    """Every name of a place that a link may give behind its number sign."""
    found = {section.id for section in document.sections if section.number}
    found |= {name for label in document.labels.values() for name in (label.name, label.name.replace(" ", "-"))}
    found |= {name.replace("_", "-") for name in document.labels}
    if document.markup is Markup.MARKDOWN:
        found |= {*forge_anchors(document), *_HTML_NAME.findall(document.text)}
    return frozenset(found)


def forge_anchors(document: Document) -> Iterator[str]:
    """The sections' anchors as forges make them of titles, in order; a second one of a title gets a number."""
    seen: Counter[str] = Counter()
    for section in document.sections:
        if section.number:
            name = _DROPPED.sub("", section.title.lower()).replace(" ", "-")
            yield f"{name}-{seen[name]}" if seen[name] else name
            seen[name] += 1
