"""Only the portal's own addresses become links."""

import pytest

from words.own_links import parts_of

ADDRESS = "http://localhost:8000"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (f"Go to {ADDRESS}/check/ now", [f"{ADDRESS}/check/"]),
        (f"Go to {ADDRESS}/c/key.", [f"{ADDRESS}/c/key"]),
        (f"{ADDRESS}", [ADDRESS]),
        (f"{ADDRESS}/a/\n{ADDRESS}/b/", [f"{ADDRESS}/a/", f"{ADDRESS}/b/"]),
        ("https://elsewhere.example/", []),
        (f"{ADDRESS}.elsewhere.example/", []),
        (f"{ADDRESS}@elsewhere.example/", []),
        (f"https://elsewhere.example/?next={ADDRESS}/", []),
        (f'javascript:alert("{ADDRESS}/")', []),
    ],
)
def test_only_this_portals_own_addresses_become_links(text, links):
    parts = list(parts_of(text, ADDRESS))
    assert [part.text for part in parts if part.is_link] == links
    assert "".join(part.text for part in parts) == text
