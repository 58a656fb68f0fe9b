"""The drawing of the network and the gestures that edit it."""
