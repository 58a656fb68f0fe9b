"""Data sets: generators, input columns and files; no Qt."""
