"""What keys and the mouse do on the canvas and the planes, in words: data of the shortcut sheet."""

from __future__ import annotations

from typing import NamedTuple


class Help(NamedTuple):
    """Keys (or what the mouse does) and what that brings about."""

    keys: tuple[str, ...]
    does: str


CANVAS_KEYS = (
    Help(("Tab", "Backtab"), "Walk the nodes, column by column"),
    Help(("Ctrl+Right", "Ctrl+Left"), "Go on along an edge, or back"),
    Help(("Ctrl+Up", "Ctrl+Down"), "Go to the node above or below"),
    Help(
        ("Ctrl+Shift+Right", "Ctrl+Shift+Left", "Ctrl+Shift+Up", "Ctrl+Shift+Down"),
        "Go there and add the node to the selection",
    ),
    Help(("PgDown", "PgUp"), "Walk the edges of the node"),
    Help(("Left", "Right", "Up", "Down"), "Move the selected nodes by the grid, or pan"),
    Help(("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"), "Move by ten grid steps"),
    Help(("Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down"), "Move by one pixel"),
    Help(("Ins",), "Place a neuron in the middle of the view"),
    Help(("C",), "Connect from the node: then the arrows, then Enter; Ins connects a new one"),
    Help(("Return", "Enter"), "Edit the weight or bias"),
    Help(("F2",), "Rename the node"),
    Help(("A … Z",), "Over selected neurons: first letters of an activation"),
    Help(("L",), "Lock or unlock the selected weights"),
    Help(("Del", "Backspace"), "Delete the selection"),
    Help(("Menu", "Shift+F10"), "Open the menu of what is selected"),
    Help(("Home", "1"), "Fit the whole drawing"),
    Help(("3",), "Fit the selected nodes"),
    Help(("Esc",), "Cancel the gesture, else clear the selection"),
    Help(("Space",), "Hold it and drag: pan"),
    Help(("F6", "Shift+F6"), "Leave the canvas for the next or the previous panel"),
)
GESTURES = (
    Help(("Double-click",), "On empty canvas: place a neuron"),
    Help(("Shift+Double-click",), "On empty canvas: place an input"),
    Help(("Double-click",), "On an edge: insert a neuron; on a number or name: type another"),
    Help(("Drag from a rim",), "To a node: connect; to empty canvas: a new neuron, connected"),
    Help(("Drag a node",), "Move it with all that is selected; Ctrl leaves the guides aside"),
    Help(("Drag a number",), "Change it; with Shift finely"),
    Help(("Drag the canvas",), "Select what the rubber band touches"),
    Help(("Click", "Ctrl+Click"), "Select; add to the selection or take out of it"),
    Help(("Click an activation",), "Choose another"),
    Help(("Right-click",), "Menu of a node, an edge or the canvas"),
    Help(("Wheel",), "Zoom at the pointer; over a selected edge’s number, change it"),
    Help(("Shift+Wheel",), "Pan sideways; on a trackpad two fingers pan, and zoom by a pinch"),
    Help(("Middle-drag", "Space+Drag"), "Pan"),
)
PLANE = (
    Help(("Drag", "Left", "Right", "Up", "Down"), "Pan the plane"),
    Help(("Wheel", "+", "-"), "Zoom the plane"),
    Help(("Home",), "Back to the whole plane"),
    Help(("PgDown", "PgUp"), "In Cells: light the next or the last cell, by their sums"),
    Help(("P", "B", "M", "E", "H"), "Put points, brush, move points, eraser, pan"),
    Help(("1 … 8",), "While painting: the class of the points"),
    Help(("[", "]", "{", "}"), "While painting: size of the brush, density of its points"),
    Help(("D",), "Draw shapes: Return closes and carves, Backspace takes a corner back"),
    Help(("Drag a line",), "Move the line of a neuron; its ends, or Shift, turn it"),
    Help(("Left", "Right", "Up", "Down"), "With a tool: move its crosshair, Shift farther"),
    Help(("Return", "Space"), "With a tool: press and let go at the crosshair"),
    Help(("Del",), "With a painting tool: erase the point at hand, or the selected ones"),
    Help(("Esc",), "Cancel the stroke, then put the tool away"),
    Help(("Middle-drag", "Space+Drag"), "With a tool: pan"),
)
VIEWS = (
    Help(("Right-click", "Menu"), "Save or copy a picture of a view, set its range"),
    Help(("Drag", "Left", "Right", "Up", "Down"), "In Surface: turn it"),
    Help(("Shift+Drag", "Middle-drag"), "In Surface: push it aside, Shift and the arrow keys too"),
    Help(("Wheel", "+", "-"), "In Surface: look at it from nearer or farther"),
    Help(("Left", "Right"), "In Curve: pan, with Shift read values along the axis"),
    Help(("Home",), "In Surface and Curve: back to the whole"),
)
