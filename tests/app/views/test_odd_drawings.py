"""Every view with drawings for which it may have nothing to show: it says why, in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from playground.app.views.host import FEEDS
from playground.data.choice import DataChoice
from playground.document.content import Content
from playground.network.model import Network, Node
from playground.network.templates import layered
from playground.plots.message_card import MessageCard
from tests.app.conftest import Desk, pixels, xor_content


def ten_outputs() -> Content:
    return xor_content((2, 3, 10))


def nothing() -> Content:
    return Content(data=DataChoice(source="xor", count=60))


def no_inputs() -> Content:
    return Content(network=Network([Node("n1", 0, 0)]), data=DataChoice(source="xor", count=60))


def unconnected() -> Content:
    content = xor_content((2, 2, 1))
    content.network.put_node(Node("n90", 0, 300))
    content.network.put_node(Node("n91", 200, 300, activation="step"))
    return content


def one_input() -> Content:
    network = Network(*layered([1, 3, 1], ["x1"]))
    return Content(network=network, data=DataChoice(source="sine", count=60))


def straight() -> Content:
    content = xor_content((2, 3, 1))
    for node in list(content.network.nodes):
        if not node.is_input:
            content.network.put_node(Node(node.id, node.x, node.y, activation="relu"))
    return content


CONTENTS = (nothing, no_inputs, unconnected, ten_outputs, one_input, straight)


@pytest.mark.parametrize("make", CONTENTS)
def test_each_view_shows_something_or_says_why_not(open_desk: Callable[..., Desk], make):
    desk = open_desk(make(), (1280, 800))
    for feed in desk.window.views.feeds.values():
        desk.window.raise_view(feed.name)
        desk.settle()
        desk.settle()
        cards = [card for card in feed.widget.findChildren(MessageCard) if card.isVisible()]
        for card in cards:
            assert card.text().endswith("."), feed.name
        image = pixels(feed.widget)[..., :3].reshape(-1, 3)
        assert len(np.unique(image, axis=0)) > 10, feed.name
        if make is nothing and feed.is_open:
            assert cards, f"{feed.name} says nothing of an empty drawing"


def test_data_of_one_input_send_people_to_the_curve(open_desk: Callable[..., Desk]):
    desk = open_desk(one_input())
    desk.window.raise_view("regions")
    desk.settle()
    desk.settle()
    assert "Curve" in desk.window.region._card.text()
    assert "regions" not in desk.controller.snapshot.fields


def test_the_names_of_all_views_are_known():
    assert {"regions", "cells", "outputs", "surface", "curve"} <= {feed.name for feed in FEEDS}
