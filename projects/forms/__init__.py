"""What the pages of projects ask, one module for each journey."""
