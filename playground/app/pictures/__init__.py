"""Pictures out of the app: what, how large, in which colours, and where to."""
