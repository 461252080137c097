"""The letters that a text message is made of, and how many of them one holds.

A text holds 160 septets of the default alphabet of GSM (3GPP TS 23.038, section 6.2.1). Ten signs of its
extension take two septets each. One letter from outside, such as "ł", would turn the whole text into an
alphabet of which only 70 letters fit, so nothing from outside is sent.
"""

MOST_SEPTETS = 160

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
_STRAIGHT = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"',
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "\u00a0": " ", "\u202f": " ",
        "\u200b": "", "\u00ad": "", "\t": " ",
    }
)  # fmt: skip


def straight(text: str) -> str:
    """The same words with quotes, dashes and spaces as a text message has them."""
    return text.translate(_STRAIGHT)


def is_sendable(text: str) -> bool:
    """Whether every letter of a text is in the alphabet."""
    return all(letter in _BASIC or letter in _EXTENSION for letter in text)


def septets(text: str) -> int:
    """How many septets a text takes: 2 for a sign of the extension, 1 for any other letter.

    Raises ValueError for a letter from outside the alphabet.
    """
    if not is_sendable(text):
        raise ValueError("A letter of this text is in no text message")
    return sum(2 if letter in _EXTENSION else 1 for letter in text)


def fits(text: str) -> bool:
    """Whether a text can be sent as it stands, as one message."""
    return is_sendable(text) and septets(text) <= MOST_SEPTETS


def sendable(text: str) -> str:
    """A text without what no text message can hold."""
    return "".join(letter for letter in text if is_sendable(letter))
