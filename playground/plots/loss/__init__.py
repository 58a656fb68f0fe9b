"""The Loss view: how the loss fell, in this run and those before."""
