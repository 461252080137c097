"""Pages, one module for each journey."""
