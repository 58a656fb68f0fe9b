"""The Surface view: outputs as surfaces that can be turned, painted without OpenGL."""
