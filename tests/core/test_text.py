"""Text and bytes, lines and words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core import text as text_module
from visioneditor.core.text import WORD, Lines, count_words, decode, encode, fold, word_pattern, words


def test_decode_leaves_out_mark_and_carriage_returns() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\xff\n") == "a\nb\rc\ufffd\n"


@given(
    st.binary()
    | st.lists(st.sampled_from([b"a", b"\r", b"\n", b"\r\n", b"\xff", b"\xef\xbb\xbf", b"\xe4"])).map(b"".join)
)
def test_encoding_what_was_decoded_gives_the_same_bytes(data: bytes) -> None:
    assert encode(decode(data), data) == data


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_text_without_original_is_plain_utf8(text: str) -> None:
    assert encode(text) == text.encode("utf-8")


def test_unchanged_lines_keep_their_bytes_when_others_change() -> None:
    original = b"\xef\xbb\xbfone\r\ntwo \xff\r\nthree\nfour\r\n"
    assert encode("one\nnew\ntwo \ufffd\nthree\nfive\n", original) == (
        b"\xef\xbb\xbfone\r\nnew\r\ntwo \xff\r\nthree\nfive\r\n"
    )


def test_many_changed_lines_keep_their_bytes() -> None:
    old = [b"line %d \xff" % number for number in range(3000)]
    new = "\n".join(line.decode("utf-8", "replace") for line in reversed(old))
    assert encode(new, b"\n".join(old)) == b"\n".join(reversed(old))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Self-service, 2 clouds_x", ["Self", "service", "2", "clouds_x"]),
        ("naïve na\u0308ive", ["naïve", "na\u0308ive"]),
        ("日本語プログラム", ["日", "本", "語", "プログラム"]),
        ("めん 1つ", ["め", "ん", "1", "つ"]),
        ("น้ำ", ["น้ำ"]),
        ("ခမ်း កា", ["ခ", "မ်း", "កា"]),
        ("don't", ["don", "t"]),
        ("한국어 привет", ["한국어", "привет"]),
        ("— “ ” …", []),
        ("abcé é1 1é", ["abcé", "é1", "1é"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert count_words(text) == len(expected)


def test_marks_are_those_of_unicode() -> None:
    marks = {chr(code) for first, last in _ranges() for code in range(first, last + 1)}
    known = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code))[0] == "M"}
    assert {letter for letter in marks - known if unicodedata.category(letter) != "Cn"} == set()
    if unicodedata.unidata_version == "14.0.0":
        assert known <= marks


def _ranges() -> list[tuple[int, int]]:
    spans = [span.split("-") for span in text_module._MARKS.split()]
    return [(int(span[0], 16), int(span[-1], 16)) for span in spans]


@pytest.mark.parametrize(
    "script",
    ["THAI", "LAO", "KHMER", "MYANMAR LETTER", "HIRAGANA", "CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH"],
)
def test_each_letter_is_a_word_in_scripts_without_blanks(script: str) -> None:
    letters = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.name(chr(code), "").startswith(script + " ")
        or unicodedata.name(chr(code), "").startswith(script + "-")
    ]
    for letter in letters:
        if letter.isalnum() and letter not in "\u0e33\u0eb3":
            assert words("a" + letter + letter) == ["a", letter, letter], unicodedata.name(letter)


# The tables run on over places within a script that this Python's Unicode has not assigned; a later one may have.
@given(st.text(st.characters(exclude_categories=["Cn", "Cs"])))
def test_words_are_longest_runs_of_letters_digits_and_marks(text: str) -> None:
    expected = ""
    is_inside = False
    for c in text:  # a mark belongs to the word it follows, and is none by itself
        is_inside = bool(WORD.match(c)) or (is_inside and unicodedata.category(c)[0] == "M")
        expected += c if is_inside else ""
    assert "".join(words(text)) == expected
    assert all(c.isalnum() or c == "_" or unicodedata.category(c)[0] == "M" for c in expected)


def test_titles_fold_case_hyphens_and_blanks() -> None:
    assert fold("Self-Service") == fold(" self\u2011 service ") == "self service"


def test_lines_end_at_line_feed_only() -> None:
    lines = Lines("ab\x0bc\u2028d\n\ne")
    assert lines.count == 3
    assert [(lines.start(n), lines.end(n)) for n in (1, 2, 3)] == [(0, 6), (7, 7), (8, 9)]
    assert [lines.line_of(at) for at in (0, 6, 7, 8, 9)] == [1, 1, 2, 3, 3]


@pytest.mark.parametrize(("text", "count"), [("", 0), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("\n", 1)])
def test_what_follows_the_last_line_feed_is_a_line_only_where_it_is_something(text: str, count: int) -> None:
    assert Lines(text).count == count


def test_characters_are_utf16_units_and_clamped() -> None:
    lines = Lines("a😀b\nc")
    assert lines.position(2) == (1, 3)
    assert [lines.offset(1, at) for at in (0, 1, 2, 3, 4, 99)] == [0, 1, 1, 2, 3, 3]
    assert lines.offset(9, 9) == 5
    assert lines.offset(0, 3) == 0


@given(st.text(), st.integers(0, 50))
def test_position_and_offset_are_inverse(text: str, at: int) -> None:
    lines = Lines(text)
    at = min(at, len(text))
    assert lines.offset(*lines.position(at)) == at


def test_a_mark_that_follows_no_letter_is_no_word() -> None:
    assert words("❗\ufe0f New \u0301x e\u0301t") == ["New", "x", "e\u0301t"]


@given(st.text(st.characters(max_codepoint=127)))
def test_the_words_of_ascii_are_told_by_a_shorter_pattern_that_says_the_same(text: str) -> None:
    assert [found.span() for found in word_pattern(text).finditer(text)] == [m.span() for m in WORD.finditer(text)]
    assert word_pattern(text) is not word_pattern(f"{text}é")
