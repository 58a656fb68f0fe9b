"""Flattening a drawing to one hidden layer."""
