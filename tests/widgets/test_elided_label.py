from __future__ import annotations

from playground.widgets.elided_label import ElidedLabel


def test_a_long_text_is_shortened_and_kept_in_the_tip(shown):
    label = shown(ElidedLabel("a" * 300))
    label.resize(100, 20)
    assert label.text().endswith("…")
    assert label.toolTip() == label.full_text == "a" * 300
    assert label.minimumSizeHint().width() == 0
    label.show_text("short")
    assert label.text() == "short"
