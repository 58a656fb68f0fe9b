"""The Curve view: what a network answers along one axis."""
