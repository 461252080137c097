"""An invented county, with invented people, to look at and to try things in."""
