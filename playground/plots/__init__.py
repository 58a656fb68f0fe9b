"""Pictures of what the network computes, drawn from snapshots."""
