"""How often Python looks for garbage."""

import gc
from contextlib import suppress

from kg import garbage


def test_what_was_set_is_set_again_after_an_error() -> None:
    """A program that calls a build keeps the thresholds that it chose."""
    usual = gc.get_threshold()
    with suppress(KeyError), garbage.seldom():
        assert gc.get_threshold()[0] > usual[0]
        raise KeyError
    assert gc.get_threshold() == usual
    assert gc.isenabled()


def test_a_call_inside_another_leaves_it_as_it_is() -> None:
    """Shards are finished inside a build."""
    with garbage.seldom():
        outer = gc.get_threshold()
        with garbage.seldom():
            pass
        assert gc.get_threshold() == outer
