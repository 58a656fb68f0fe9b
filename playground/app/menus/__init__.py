"""The menus of the window: what is in each of them, and the actions made of it."""
