"""Where forms may lead: to the council's own sign-in only where people come in by it."""

import pytest
from csp.constants import SELF

from coproduction.policy import places_of_forms

ENTRA = "https://login.microsoftonline.com/a-tenant/v2.0"


@pytest.mark.parametrize(
    ("ways", "address", "besides"),
    [
        ("both", ENTRA, ["https://login.microsoftonline.com"]),
        ("work-account", "https://sign-in.example.org:8443", ["https://sign-in.example.org:8443"]),
        ("code-and-second-factor", ENTRA, []),
        ("both", "", []),
    ],
)
def test_forms_lead_to_the_provider_only_where_it_is_used(ways, address, besides):
    assert places_of_forms(ways, address) == [SELF, *besides]
