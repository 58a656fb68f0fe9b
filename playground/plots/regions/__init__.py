"""The Regions view: what one node answers over the plane."""
