"""What every view of the plane shares: its chart, axes, points, layers and gestures."""
