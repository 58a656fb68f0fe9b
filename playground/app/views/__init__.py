"""The views on the right: what each one needs of the training, and what it is shown."""
