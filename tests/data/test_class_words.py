from __future__ import annotations

import pytest

from playground.data.class_words import class_words, short_class_words


@pytest.mark.parametrize(
    ("names", "full", "short"),
    [
        (("-1", "1"), ("orange (−1)", "blue (1)"), ("−1", "1")),
        (("-1", "1", "Class 3"), ("−1", "1", "Class 3"), ("−1", "1", "Class 3")),
        (("-b", "a-1", "-"), ("-b", "a-1", "-"), ("-b", "a-1", "-")),
        ((), (), ()),
    ],
)
def test_classes_have_one_name_in_full_and_one_for_little_room(names, full, short):
    assert class_words(names) == full
    assert short_class_words(names) == short
