"""Everything that happens to a project and its people, one module for each journey."""
