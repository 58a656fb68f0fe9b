"""Two networks side by side over the plane."""
