"""Which Markdown is read: CommonMark with tables, strike-through, footnotes, definition lists and front matter."""

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from visioneditor.core.document.markdown_inline import PlacedInline

MAX_NESTING = 40  # quotes and lists within each other; each costs several frames of the stack


class _Syntax(MarkdownIt):
    """Keeps addresses as their author wrote them; whether one may be opened is decided where links are followed."""

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link

    def validateLink(self, url: str) -> bool:
        return True


@cache
def markdown_syntax() -> MarkdownIt:
    """The one parser; it holds no state between texts."""
    md = _Syntax("commonmark", {"maxNesting": MAX_NESTING, "store_labels": True})
    md.inline = PlacedInline()
    md.enable(["table"])
    md.use(footnote_plugin).use(deflist_plugin).use(front_matter_plugin)
    md.inline.ruler.enableOnly(_INLINE)
    md.inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])
    return md


_INLINE = [
    "text",
    "newline",
    "escape",
    "backticks",
    "strikethrough",
    "emphasis",
    "link",
    "image",
    "footnote_ref",
    "autolink",
    "html_inline",
    "entity",
]
