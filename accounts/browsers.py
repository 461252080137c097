"""Which browser somebody uses, in plain words. Only these words are kept, never what the browser said."""

# A browser names those that it is like, so the most special name is looked for first.
FAMILIES = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
)
UNKNOWN = "A browser"


def in_words(user_agent: str) -> str:
    """ "Firefox on Windows", or as much of it as can be told."""
    family = next((words for mark, words in FAMILIES if mark in user_agent), UNKNOWN)
    machine = next((words for mark, words in MACHINES if mark in user_agent), "")
    return f"{family} on {machine}" if machine else family
