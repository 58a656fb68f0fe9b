"""Networks from and to other tools; no Qt."""
