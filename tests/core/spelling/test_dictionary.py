"""Dictionaries in hunspell's form: which words they know, and that a hostile one keeps nobody waiting."""

import pytest

from visioneditor.core.spelling.affixes import parse_affixes, read_condition, told_encoding
from visioneditor.core.spelling.dictionary import Dictionary, parse_dictionary


def dictionary(affixes: str, *words: str, encoding: str = "utf-8") -> Dictionary:
    listed = "\n".join([str(len(words)), *words, ""])
    return parse_dictionary(f"SET {encoding}\n{affixes}".encode(encoding), listed.encode(encoding))


PLURALS = """
SFX S Y 2
SFX S y ies [^aeiou]y
SFX S 0 s [^y]
PFX U Y 1
PFX U 0 un .
"""


@pytest.mark.parametrize(
    ("word", "is_known"),
    [
        ("party", True),
        ("parties", True),
        ("partys", False),
        ("Parties", True),
        ("PARTIES", True),
        ("pArties", False),
        ("boxs", True),
        ("untie", True),
        ("unparty", False),
        ("untie-party", True),
        ("untie-", True),
        ("", True),
    ],
)
def test_words_are_known_with_their_affixes(word: str, is_known: bool) -> None:
    assert dictionary(PLURALS, "party/S", "box/S", "tie/US").knows(word) is is_known


def test_prefix_and_suffix_go_together_only_where_both_cross() -> None:
    assert dictionary(PLURALS, "tie/US").knows("unties")
    assert not dictionary(PLURALS.replace("PFX U Y", "PFX U N"), "tie/US").knows("unties")


def test_suffix_takes_another_suffix() -> None:
    rules = "SFX A Y 1\nSFX A 0 er/B .\nSFX B Y 1\nSFX B 0 s .\n"
    two = dictionary(rules, "work/A")
    assert two.knows("workers")
    assert not two.knows("works")


def test_a_capital_of_the_dictionary_stays_one() -> None:
    names = dictionary("", "Berlin", "iPhone")
    known = [names.knows(word) for word in ("Berlin", "berlin", "BERLIN", "iPhone", "Iphone")]
    assert known == [True, False, True, True, False]


def test_kept_case_is_kept() -> None:
    kept = dictionary("KEEPCASE K", "km/K", "mile")
    assert [kept.knows(word) for word in ("km", "Km", "Mile")] == [True, False, True]


def test_forbidden_and_bound_words_are_unknown() -> None:
    rules = PLURALS + "FORBIDDENWORD F\nNEEDAFFIX N\nONLYINCOMPOUND O\n"
    bound = dictionary(rules, "fish/S", "fishs/F", "stem/NS", "th/O")
    assert [bound.knows(word) for word in ("fish", "fishs", "stem", "stems", "th")] == [True, False, False, True, False]


def test_homonyms_have_flags_of_their_own() -> None:
    rules = PLURALS + "NEEDAFFIX N\n"
    assert dictionary(rules, "lead/N", "lead/S").knows("lead")


COMPOUNDS = "COMPOUNDBEGIN x\nCOMPOUNDMIDDLE y\nCOMPOUNDEND z\nCOMPOUNDMIN 2\n"


def test_words_are_put_together_as_their_flags_allow() -> None:
    german = dictionary(COMPOUNDS, "dampf/xy", "schiff/xyz", "fahrt/z")
    known = [german.knows(word) for word in ("dampfschiff", "dampfschifffahrt", "fahrtschiff", "dampfdampf")]
    assert known == [True, True, False, False]


def test_doubled_parts_and_letters_are_no_compounds_where_the_file_says_so() -> None:
    rules = "COMPOUNDFLAG c\nCOMPOUNDMIN 2\nCHECKCOMPOUNDDUP\nCHECKCOMPOUNDTRIPLE\n"
    strict = dictionary(rules, "foo/c", "bee/c", "eel/c")
    assert [strict.knows(word) for word in ("foobee", "foofoo", "beeeel")] == [True, False, False]


def test_compound_rule_reads_ordinals() -> None:
    rules = "COMPOUNDMIN 1\nONLYINCOMPOUND c\nCOMPOUNDRULE 2\nCOMPOUNDRULE n*1t\nCOMPOUNDRULE n*mp\n"
    entries = ["0/nm", "1/n1", "2/nm", "1th/tc", "2nd/p", "2th/tc", "0th/pt"]
    ordinals = dictionary(rules, *entries)
    assert [ordinals.knows(word) for word in ("22nd", "12th", "20th", "1nd")] == [True, True, True, False]


@pytest.mark.parametrize(
    ("form", "entry"), [("FLAG long", "walk/XxYy"), ("FLAG num", "walk/101,202"), ("", "walk/XY"), ("AF", "walk/1")]
)
def test_flags_are_read_in_each_of_their_forms(form: str, entry: str) -> None:
    names = {"FLAG long": ("Xx", "Yy"), "FLAG num": ("101", "202")}.get(form, ("X", "Y"))
    head = "AF 1\nAF XY\n" if form == "AF" else form + "\n"
    rules = f"{head}SFX {names[0]} Y 1\nSFX {names[0]} 0 ed .\nSFX {names[1]} Y 1\nSFX {names[1]} 0 ing .\n"
    assert dictionary(rules, entry).knows("walked")
    assert dictionary(rules, entry).knows("walking")


@pytest.mark.parametrize("encoding", ["iso8859-2", "koi8-r", "utf-8"])
def test_encoding_is_the_file_s(encoding: str) -> None:
    word = "мир" if encoding == "koi8-r" else "žaba"
    assert dictionary("", word, encoding=encoding).knows(word)


@pytest.mark.parametrize("named", ["zlib", "unicode_escape", "base64", "nothing", "utf-7"])
def test_encoding_that_is_none_is_not_taken(named: str) -> None:
    assert told_encoding(f"SET {named}\n".encode()) == "iso8859-1"


def test_typographic_apostrophe_is_taken_for_the_plain_one() -> None:
    assert dictionary("ICONV 1\nICONV ’ '", "don't").knows("don’t")


def test_facts_behind_a_word_are_left_out() -> None:
    told = dictionary(PLURALS, "mouse/S\tpo:noun", "cat po:noun is:plur", "and\\/or")
    assert [told.knows(word) for word in ("mouses", "cat", "and/or")] == [True, True, True]


@pytest.mark.parametrize("raw", ["[", "[]", "[^]", "a]", "[abc"])
def test_broken_condition_is_none(raw: str) -> None:
    assert read_condition(raw) is None


def test_condition_s_signs_mean_themselves() -> None:
    condition = read_condition("[^a-c]*.")
    assert condition is not None
    assert condition.length == 3
    assert condition.pattern.match("b*x") is not None
    assert condition.pattern.match("-*x") is None


def test_broken_lines_are_passed_over() -> None:
    rules = "SFX\nSFX A\nSFX A Y 1\nSFX A 0\nREP\nFLAG\nMAP\nCOMPOUNDMIN many\nCHECKCOMPOUNDPATTERN 1\nAF x\n"
    assert parse_affixes(rules.encode()).least_part == 3
    assert dictionary(rules, "fine").knows("fine")


@pytest.mark.parametrize(
    "rules",
    [
        "SFX A Y 60000\n" + "SFX A 0 0/A .\n" * 60_000,
        "COMPOUNDFLAG c\nCOMPOUNDMIN 1\n",
        "BREAK 9999\n" + "BREAK a\n" * 9999,
        "ICONV 1\nICONV a aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
    ],
    ids=["affixes", "compounds", "breaks", "input"],
)
def test_hostile_dictionary_is_given_up(rules: str) -> None:
    hostile = dictionary(rules, *("a" * size + "/Ac" for size in range(1, 30)))
    for number in range(40):
        hostile.knows("a" * 40 + f"b{number}")
    assert hostile.knows("zzz") in (True, False)
