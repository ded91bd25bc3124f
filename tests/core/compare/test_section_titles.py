"""Sections known by what is left of their titles, where their texts tell little."""

from tests.core.compare.samples import compare_markdown, kinds_by_title
from tests.core.compare.structures import BODIES


def test_a_title_of_the_same_words_in_another_order_is_the_same_section() -> None:
    one = "### bell-tower-keys\n\n- **Owners**\n  - house/bell-tower-keys\n\n"
    other = "### tower-bell-keys\n\n- **Owners**\n  - house/tower-bell-keys\n\n"
    between = f"### Cellar\n\n{BODIES['harbour']}\n\n### Garden\n\n{BODIES['garden']}\n\n"
    comparison = compare_markdown(f"# House\n\n{between}{one}", f"# House\n\n{other}{between}")
    assert kinds_by_title(comparison) == {"tower-bell-keys": ["edited", "renamed", "moved"]}


def test_a_title_cut_short_in_its_place_is_the_same_section_over_a_new_text() -> None:
    before, behind = f"## Cellar\n\n{BODIES['harbour']}\n\n", f"## Garden\n\n{BODIES['garden']}\n"
    old = f"{before}## Who is to ring the bell, and how often at night?\n\n{BODIES['kitchen']}\n\n{behind}"
    new = f"{before}## Who is to ring the bell?\n\n{BODIES['library']}\n\n{behind}"
    assert kinds_by_title(compare_markdown(old, new)) == {"Who is to ring the bell?": ["edited", "renamed"]}


def test_most_of_a_title_is_enough_where_no_other_section_came_or_went() -> None:
    before, behind = f"## Cellar\n\n{BODIES['harbour']}\n\n", f"## Garden\n\n{BODIES['garden']}\n"
    old = f"{before}## Guest 1 - $NAME/$TRADE\n\n{BODIES['kitchen']}\n\n{behind}"
    new = f"{before}## Guest 1 - Baker\n\n{BODIES['library']}\n\n{behind}"
    assert kinds_by_title(compare_markdown(old, new)) == {"Guest 1 - Baker": ["edited", "renamed"]}


def test_half_of_a_title_in_the_place_of_another_section_is_not() -> None:
    before, behind = f"## Cellar\n\n{BODIES['harbour']}\n\n", f"## Garden\n\n{BODIES['garden']}\n"
    old = f"{before}## Guest list\n\n{BODIES['kitchen']}\n\n{behind}"
    new = f"{before}## Guest room\n\n{BODIES['library']}\n\n{behind}"
    assert kinds_by_title(compare_markdown(old, new)) == {"Guest list": ["removed"], "Guest room": ["added"]}
