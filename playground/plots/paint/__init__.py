"""Painting data points on a plane."""
