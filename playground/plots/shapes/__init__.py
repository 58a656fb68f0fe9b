"""Drawing shapes on a plane, to be carved into neurons."""
