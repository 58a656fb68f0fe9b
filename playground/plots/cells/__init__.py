"""The Cells view: exact cells over the plane, what is written in them and said of them."""
