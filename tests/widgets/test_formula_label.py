from __future__ import annotations

from playground.widgets.formula_label import FormulaLabel


def test_a_formula_is_read_aloud_without_its_markup(shown):
    label = shown(FormulaLabel())
    label.show_formula("<i>a<sub>1</sub></i> &lt; 2<br>= <b>3</b>")
    assert label.accessibleName() == "a1 < 2\n= 3"
