"""The ladder: checks with the eight "I" statements, their results and their evidence."""
