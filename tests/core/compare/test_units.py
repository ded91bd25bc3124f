"""What is worked out for a block says the same whatever was asked for before it."""

import pytest

from visioneditor.core.compare.units import Units
from visioneditor.core.document.markdown import parse_markdown


@pytest.mark.parametrize(
    "text",
    [
        "One two, three: __ and _four_ 5 of snake_case and _private.",
        "A re<b>run</b> of **it**self, and **bold** *words* with [a link](https://code.org/one).",
        "Größe, naïve — 日本 👩\u200d💻 e\u0301t :warning: &amp; `code_x`.",
        "| a | b |\n|---|---|\n| one two | three |",
    ],
)
def test_words_are_weighed_alike_whether_or_not_they_were_read_before(text: str) -> None:
    document = parse_markdown(text + "\n")
    read, unread = Units(document), Units(document)
    for block in range(len(document.blocks)):
        read.words(block)
        assert list(read.bag(block).items()) == list(unread.bag(block).items())
        assert read.count(block) == unread.count(block)
