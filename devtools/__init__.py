"""What a developer's machine needs: engines, the launcher, throw-away engines for tests. Never in the image."""
