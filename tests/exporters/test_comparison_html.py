"""A comparison as one HTML file: rows beside each other, marks, folds, jumps; hostile documents stay text."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from tests.core.compare.samples import VISION, compare_markdown
from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.exporters.comparison_html import Look, render_comparison_html
from visioneditor.exporters.comparison_html_style import TOKENS, style_sheet

CHANGED = VISION.replace("open to everyone", "open to anyone").replace("## Interoperability", "## One client")
LOOK = Look(**{name: dict.fromkeys(TOKENS, f"#{name}") for name in ("light", "dark", "contrast")})
_VOID = frozenset({"meta", "col", "br"})


class Page(HTMLParser):
    """What a browser would make of a page: tags closed in order, and all attributes."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]


def rendered(old: str, new: str) -> str:
    return render_comparison_html(compare_markdown(old, new), LOOK, names=("a.md at 1", "2"))


def test_a_page_is_whole_and_fetches_nothing() -> None:
    page = Page(rendered(VISION, CHANGED))
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert any("default-src 'none'" in value for value in page.values("content"))
    assert "url(" not in rendered(VISION, CHANGED)


def test_landmarks_title_and_language_are_there() -> None:
    page = Page(rendered(VISION, CHANGED))
    assert all(page.tags[tag] == 1 for tag in ("header", "nav", "main", "title", "h1"))
    assert ("html", "lang", "en") in page.attributes
    assert "Vision for Clouds – compared" in page.text


def test_words_are_marked_on_their_own_side() -> None:
    source = rendered(VISION, CHANGED)
    assert re.search(r'class="cell old">.*open to <del>everyone</del>\. Nobody', source)
    assert re.search(r'class="cell new">.*open to <ins>anyone</ins>\. Nobody', source)


def test_the_list_at_the_top_leads_to_each_changed_section() -> None:
    source = rendered(VISION, CHANGED)
    nav = source[source.index("<nav") : source.index("</nav>")]
    assert "Self-service" in nav
    assert '<span class="plus">+1</span> <span class="minus">−1</span>' in nav
    assert "renamed from “Interoperability”" in nav


def test_every_link_within_the_page_has_its_place_and_every_place_is_there_once() -> None:
    head, self_service, partitioning, rest = re.split(r"(?=^## )", VISION, flags=re.MULTILINE)
    item = "- hosts share nothing but their rack\n"
    new = head + rest + self_service + item + "\n" + partitioning.replace(item, "")
    page = Page(rendered(VISION, new))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    targets = {value[1:] for value in page.values("href") if value.startswith("#")}
    assert targets <= set(ids)
    assert {target[0] for target in targets} == {"s", "o", "n", "c"}


def test_both_ends_of_a_moved_block_lead_to_each_other() -> None:
    item = "- hosts share nothing but their rack\n"
    source = rendered(VISION, VISION.replace(item, "") + "\n" + item)
    assert re.search(r'<a href="#o\d+">moved down from “Partitioning”</a>', source)
    assert re.search(r'<a href="#n\d+">moved down to “Versions”</a>', source)


def test_sections_that_did_not_change_are_folded_together() -> None:
    source = rendered(VISION, VISION.replace("One client", "Any client"))
    assert source.count('<details class="same"') == 2
    assert "3 sections unchanged" in source


def test_nothing_changed_is_one_sentence() -> None:
    page = Page(rendered(VISION, VISION))
    assert "The two texts are the same." in page.text
    assert not page.tags["nav"]


def test_changed_markup_is_told_in_words() -> None:
    source = rendered("# A\n\nRead the [charter](a.md).\n", "# A\n\nRead the [charter](b.md).\n")
    assert 'class="quietly" title="link target of “charter” changed from a.md to b.md"' in source
    assert "link target of “charter” changed from a.md to b.md</p>" in source


def test_tables_keep_their_columns_and_headers() -> None:
    table = "# A\n\n| name | vote |\n|---|---|\n| ada | yes |\n| bob | no |\n"
    source = rendered(table, table.replace("no", "abstains"))
    assert '<th scope="col" dir="auto">name</th>' in source
    assert '<td dir="auto"><ins>abstains</ins></td>' in source


def test_literals_keep_their_lines() -> None:
    source = rendered("# A\n\n```\none\n  two\n```\n", "# A\n\n```\none\n  too\n```\n")
    assert "<pre><code>one\n  <ins>too</ins></code></pre>" in source


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="http://evil.example/x.png" onerror="alert(1)">',
        "![x](http://evil.example/x.png)",
        "[click](javascript:alert(1))",
        "[click](data:text/html,<b>)",
        '[click](http://a.example/"onmouseover="alert(1))',
        "</style></title><b>",
        "\x00\x1b[2J\u202e",
    ],
)
def test_hostile_documents_stay_text(hostile: str) -> None:
    for text in (f"# A {hostile}\n\n{hostile}\n\n```{hostile}\n{hostile}\n```\n", hostile):
        for source in (rendered("# B\n", text), rendered(text, f"{text}\n\nmore {hostile}\n")):
            page = Page(source)
            assert not {"script", "img", "iframe"} & set(page.tags)
            assert all(value.startswith(("#", "http://", "https://")) for value in page.values("href"))
            assert not any(name.startswith("on") or name == "src" for _, name, _ in page.attributes)
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", source)


def test_a_directive_of_a_picture_fetches_nothing() -> None:
    old = parse("A\n=\n", Markup.RST)
    new = parse("A\n=\n\n.. image:: http://evil.example/x.png\n   :alt: cloud\n", Markup.RST)
    page = Page(render_comparison_html(compare(old, new), LOOK))
    assert not page.tags["img"]


def test_the_style_knows_light_dark_contrast_and_paper() -> None:
    sheet = style_sheet(LOOK.light, LOOK.dark, LOOK.contrast)
    for rule in ("prefers-color-scheme:dark", "prefers-contrast:more", "@media print"):
        assert rule in sheet
    assert set(re.findall(r"var\(--([a-z-]+)\)", sheet)) <= set(TOKENS)
    assert sheet.count("{") == sheet.count("}")
    assert "transparent" not in sheet  # a system's forced colours would show a bar beside what did not change
