"""How hard a text is to read: the Flesch-Kincaid grade, and the age that goes with it.

Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas for Navy enlisted personnel"
(Research Branch Report 8-75, 1975): grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59.
Children are six in grade 1 of an American school, so the age is the grade + 5. As in Flesch, "How to Write
Plain English" (1979), a sentence ends at a full stop, a question mark or a colon. Syllables are counted by
rule, not from a dictionary: now and then one is too few or too many.
"""

import re
from collections.abc import Iterable

A_SENTENCE_HAS = 4
"""Shorter pieces are labels and names. Their few words would tell nothing about the sentences around them."""

_WORD = re.compile(r"[^\W_]+(?:['’.,:@/-][^\W_]+)*")
_END = re.compile(r"(?<=[.?!:])\s+|(?<=[.?!:][”’\"')])\s+")
_VOWELS = re.compile(r"i(?=en[ct])|[aeiouy]+")
# Letters that are written and not said: "plan(e)", "ask(e)d", "step(s) name(s)"; but "want-ed", "chang-es".
_SILENT_END = re.compile(
    r"(?<![aeiouy])(?:(?<!l)e|(?<![td])ed|(?<![cgsxz])(?<!ch)(?<!sh)es)$|(?<=[aeiouy]l)e$"
)


def words_of(sentence: str) -> list[str]:
    """The words of a sentence. A number, an address and "co-production" are one word each."""
    return _WORD.findall(sentence)


def sentences_of(text: str) -> list[str]:
    """A text cut where its sentences end. The points in "2.5" and "example.org" end nothing."""
    return [piece.strip() for piece in _END.split(text) if words_of(piece)]


def syllables(word: str) -> int:
    """How many syllables an English word has, by its groups of vowels: 1 or more. A number counts as 1."""
    joined = re.sub("['’]", "", word.lower())
    return sum(_syllables_of(part) for part in re.split(r"[^a-z]+", joined) if part) or 1


def _syllables_of(part: str) -> int:
    return max(1, len(_VOWELS.findall(_SILENT_END.sub("", part))))


def grade(sentences: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of sentences. Labels are left out; without any sentence it is 0."""
    counted = [words for words in map(words_of, sentences) if len(words) >= A_SENTENCE_HAS]
    if not counted:
        return 0.0
    words = [word for sentence in counted for word in sentence]
    return 0.39 * len(words) / len(counted) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def reading_age(sentences: Iterable[str]) -> int:
    """The age, in whole years, at which most people can read these sentences."""
    return round(grade(sentences) + 5)
