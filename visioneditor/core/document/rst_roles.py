"""What is known of interpreted text roles: how their text is set, and whether it leads anywhere.

A role that nobody here knows keeps its text, too; it is only mentioned among the problems.
"""

from visioneditor.core.document.model import Style

_STYLES = {
    Style.EMPHASIS: "emphasis title title-reference t dfn",
    Style.STRONG: "strong guilabel menuselection",
    Style.LITERAL: "literal code math samp kbd command file program regexp makevar mimetype newsgroup mailheader raw",
    Style.PLAIN: "abbr abbreviation ac acronym sub subscript sup superscript index token",
    Style.LINK: (
        "doc ref any download term numref option envvar keyword eq pep pep-reference rfc rfc-reference cve cwe "
        "std:ref std:doc std:numref named-reference anonymous-reference uri-reference"
    ),
    Style.LINK | Style.LITERAL: (
        "mod module func function meth method class attr attribute data const exc exception obj type var member macro "
        "py:mod py:func py:meth py:class py:attr py:data py:const py:exc py:obj "
        "c:func c:member c:macro c:type c:data c:struct c:enum c:expr cpp:class cpp:func cpp:any cpp:expr "
        "js:func js:meth js:class js:data js:attr rst:dir rst:role"
    ),
}

ROLE_STYLES = {name: style for style, names in _STYLES.items() for name in names.split()}
"""Known roles; whatever else is written where a role can stand is unknown."""

AS_WRITTEN = frozenset(f"{_STYLES[Style.LITERAL]} sub subscript sup superscript emphasis strong".split())
"""Roles whose text is all text: angle brackets at its end are no target."""

PREFIXED = {"pep": "PEP ", "pep-reference": "PEP ", "rfc": "RFC ", "rfc-reference": "RFC "}
"""Roles whose text is a number that is read with a name before it."""
