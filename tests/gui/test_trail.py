"""Going back and forward: what was left is found again, in its order, and going elsewhere forgets what lay ahead."""

from visioneditor.gui.place import Place, Trail

FIRST, SECOND, THIRD = (Place(path=name) for name in ("a.rst", "b.rst", "c.rst"))


def test_back_leads_through_the_places_left_and_forward_again() -> None:
    trail = Trail()
    trail.leave(FIRST)
    trail.leave(SECOND)
    assert trail.back(THIRD) == SECOND
    assert trail.back(SECOND) == FIRST
    assert trail.back(FIRST) is None
    assert trail.forward(FIRST) == SECOND
    assert trail.forward(SECOND) == THIRD
    assert trail.forward(THIRD) is None


def test_going_elsewhere_forgets_what_lay_ahead() -> None:
    trail = Trail()
    trail.leave(FIRST)
    trail.back(SECOND)
    trail.leave(FIRST)
    assert trail.forward(THIRD) is None


def test_a_place_one_stayed_at_is_no_step_away() -> None:
    trail = Trail()
    trail.leave(FIRST)
    trail.forget(FIRST)
    assert trail.back(SECOND) is None
