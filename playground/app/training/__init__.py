"""Between document and training: the job, its frames, its past."""
