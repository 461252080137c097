"""How the style sheet calls each way to read."""

from notices.choices import Colours, Pictures, Size

CLASSES = {
    Size.LARGE: "app-size-2",
    Size.VERY_LARGE: "app-size-3",
    Pictures.HIDE: "app-no-pictures",
    Colours.CREAM: "app-cream",
    Colours.CONTRAST: "app-contrast",
}
"""How the style sheet calls each choice that it knows."""


def classes_of(reading):
    """What stands on <html> of a page for somebody who likes to read that way."""
    chosen = (reading.size, reading.pictures, reading.colours)
    return " ".join(CLASSES[choice] for choice in chosen if choice in CLASSES)
