"""Steps of the history that change how the drawing is shown."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from playground.document.content import Content, ViewChoice
from playground.document.view_edits import change_view


@pytest.mark.parametrize("name", [field.name for field in fields(ViewChoice)])
def test_every_setting_of_the_view_has_a_step_of_its_own_name(name):
    value = getattr(ViewChoice(), name)
    edit = change_view(**{name: not value if isinstance(value, bool) else value})(Content())
    assert edit.text.split()[0] in ("Show", "Hide", "Change", "Stop", "Keep")
    assert len(edit.text.split()) > 1


def test_switches_say_which_way_they_went():
    content = Content(view=ViewChoice(boundary=True))
    off = change_view(boundary=False)(content)
    assert off.text == "Hide Boundary"
    assert off.settings == (("view", replace(content.view, boundary=False)),)
    assert change_view(boundary=True)(content).text == "Show Boundary"
