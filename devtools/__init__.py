"""What a developer's machine needs: engines, the launcher, engines for tests. Never in the image."""
