"""The one mutable truth of a window, changed only through undoable commands."""
