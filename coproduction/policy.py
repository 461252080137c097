"""Where forms of ours may lead."""

from urllib.parse import urlsplit

from csp.constants import SELF


def places_of_forms(staff_sign_in: str, work_account_address: str) -> list[str]:
    """Our own pages; and the council's own sign-in, where people come in by work accounts.

    Chromium counts where an answer sends a browser on as a part of the form.
    """
    if staff_sign_in == "code-and-second-factor" or not work_account_address:
        return [SELF]
    address = urlsplit(work_account_address)
    return [SELF, f"{address.scheme}://{address.netloc}"]
