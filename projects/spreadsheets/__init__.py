"""A register kept as a spreadsheet: its columns, reading one, checking its lines, writing one. Pure."""
