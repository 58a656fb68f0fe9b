"""The commands that need no window: train, render, regions, flatten and data."""
