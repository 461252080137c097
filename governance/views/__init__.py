"""Pages about many projects at once."""
