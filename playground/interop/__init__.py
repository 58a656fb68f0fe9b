"""Other programs' ways of writing down a network."""
