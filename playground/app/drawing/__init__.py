"""What a window adds to the canvas: lines and shapes as gestures, finding and naming nodes."""
