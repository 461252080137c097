"""What happens to a check, one journey a file: opening, keys, answering, closing, rewriting."""
