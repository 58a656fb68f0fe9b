"""The mathematics of a network as matrices: values, gradients, training; NumPy only."""
