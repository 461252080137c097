"""What a reader of a page has to read: the sentences of its <main> that are ours."""

from html.parser import HTMLParser

from words.readability import sentences_of

INSIDE_A_SENTENCE = {"a", "abbr", "b", "bdi", "em", "i", "label", "small", "span", "strong", "time", "wbr"}
NOT_READ = {"code", "script", "style", "svg", "template", "textarea"}
WITHOUT_END = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
FIXED = "data-fixed-words"


class MainWords(HTMLParser):
    """Every block of <main> is a piece of its own. Left out: what is hidden, and what others wrote."""

    def __init__(self):
        super().__init__()
        self.open = []  # (tag, whether it is read) of every element that is open
        self.pieces = [""]

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag not in INSIDE_A_SENTENCE:
            self.pieces.append("")
        if tag in WITHOUT_END:
            return
        inside = self.open[-1][1] if self.open else False
        read = (inside or tag == "main") and tag not in NOT_READ and not _hidden(attributes)
        self.open.append((tag, read))

    def handle_endtag(self, tag):
        if tag not in INSIDE_A_SENTENCE:
            self.pieces.append("")
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.open and self.open[-1][1]:
            self.pieces[-1] += data


def _hidden(attributes):
    return FIXED in attributes or "hidden" in attributes or attributes.get("aria-hidden") == "true"


def sentences_of_main(html):
    """The sentences of ours on a page. What stands around <main> is as long again, and is not looked at."""
    parser = MainWords()
    _, main, rest = html.partition("<main")
    inside, end, _ = rest.rpartition("</main>")
    parser.feed(main + (inside + end or rest))
    parser.close()
    pieces = (" ".join(piece.split()) for piece in parser.pieces if piece)
    return [sentence for piece in pieces for sentence in sentences_of(piece)]
