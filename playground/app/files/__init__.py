"""Documents as files: opened, saved, recovered, exchanged as links."""
