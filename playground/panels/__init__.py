"""The panels around the canvas: training, data, inspector, transport."""
