"""The body of a commit message is wrapped where it is prose, and nowhere else."""

from visioneditor.core.drafting.commit_body import WIDTH, wrap_body

LONG = "words that go on and on until nobody can read them on a terminal of eighty columns any more"


def test_a_paragraph_with_a_long_line_is_filled_and_others_stay() -> None:
    body = f"Short\nlines stay.\n\n{LONG}\nand their rest\n"
    wrapped = wrap_body(body)
    assert wrapped.startswith("Short\nlines stay.\n\nwords that")
    assert max(map(len, wrapped.split("\n"))) <= WIDTH
    assert wrapped.split() == body.split()


def test_items_keep_their_place_below_their_marker() -> None:
    lines = wrap_body(f"- {LONG}\n- short\n").split("\n")
    assert lines[1].startswith("  ")
    assert lines[2] == "- short"


def test_code_trailers_and_addresses_are_left_alone() -> None:
    body = (
        f"    {LONG}\n\nhttps://example.org/{'a' * 80}\n\n"
        f"Change-Id: I{'0' * 40}\nSigned-off-by: A Person With A Long Name <{'a' * 50}@example.org>\n"
    )
    assert wrap_body(body) == body
