"""`why` tells which changes brought words, and `history --words` which revision brought each."""

from tests.cli.conftest import Program, Small

PATH = "reference/cloud-vision.rst"


def test_each_word_names_a_revision_and_its_change(program: Program, small: Small) -> None:
    answer = program("history", small.path, PATH, "--words", "--format", "json").answer
    assert [row["revision"] for row in answer["revisions"]] == [small.renamed, small.reworded, small.first]
    assert {word["revision"] for word in answer["words"]} <= {small.renamed, small.reworded, small.first}
    assert all(word["change"] == word["revision"] for word in answer["words"])
    assert answer["words"][0]["text"] == "Vision"
    start, end = answer["words"][0]["offsets"]
    assert end - start == len("Vision")
    assert answer["words"][0]["revision"] == small.first


def test_words_of_one_section(program: Program, small: Small) -> None:
    whole = program("history", small.path, PATH, "--words", "--format", "json").answer
    part = program("history", small.path, PATH, "--words", "--section", "self-service", "--format", "json").answer
    assert 0 < len(part["words"]) < len(whole["words"])
    assert all(word in whole["words"] for word in part["words"])
    assert {word["revision"] for word in part["words"]} <= {row["revision"] for row in part["revisions"]}


def test_all_documents_at_once(program: Program, small: Small) -> None:
    answer = program("history", small.path, "--all", "--words", "--format", "json").answer
    assert all(document["words"] for document in answer["documents"])


def test_text_says_the_words_of_each_revision(program: Program, small: Small) -> None:
    lines = program("history", small.path, PATH, "--words").out.splitlines()
    assert lines[0].startswith(f"{small.first[:10]}  2026-01-05  Vision for Clouds")


def test_the_chain_of_changes(program: Program, small: Small) -> None:
    answer = program("why", small.path, PATH, "--quote", "Vision for  Clouds", "--format", "json").answer
    assert answer["schema"] == "visioneditor.why/1"
    assert answer["words"] == "Vision for Clouds"
    (row,) = answer["changes"]
    assert (row["revision"], row["kind"], row["before"], row["after"]) == (
        small.first,
        "brought",
        "",
        "Vision for Clouds",
    )
    assert set(row) >= {"author", "date", "subject", "change_id", "review"}


def test_the_chain_as_text(program: Program, small: Small) -> None:
    out = program("why", small.path, PATH, "--quote", "Vision for Clouds").out
    assert out.splitlines()[2].startswith(f"brought  {small.first[:10]}  2026-01-05")


def test_words_that_never_stood_there_are_an_error(program: Program, small: Small) -> None:
    ran = program("why", small.path, PATH, "--quote", "never said by anybody")
    assert ran.status == 1
    assert ran.err.startswith("error: ")
    assert program("why", small.path, PATH).status == 2
