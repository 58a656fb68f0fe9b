"""Points to learn from: generated sets, tables from files, and the features made of them."""
