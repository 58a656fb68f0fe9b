"""Comparing the drawing with another network."""
