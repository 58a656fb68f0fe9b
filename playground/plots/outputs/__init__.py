"""The Outputs view: several nodes over the plane at once."""
