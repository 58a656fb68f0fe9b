"""Training on a worker thread, handed back as frozen snapshots; the only threads."""
