"""The document's data: loaded, read from CSV files, painted and written out."""
