"""What waits for a member of staff, as words and links. Each list costs the same however long it is."""
