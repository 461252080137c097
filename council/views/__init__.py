"""Pages of the council's settings, for administrators, and its style sheet, for everyone."""
