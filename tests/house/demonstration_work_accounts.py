"""What people read where the council has work accounts: some of the pages, in either way of having them."""

from allauth.socialaccount.models import SocialAccount
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from accounts.actions.work_account import make_link
from accounts.models import User
from accounts.views.work_account import HEADINGS
from accounts.work_accounts import PROVIDER
from coproduction.demonstration.people import DAVY, KERENSA, LOWENA, address_of
from tests.accounts.second_steps import WITH_WORK_ACCOUNT, browser_of

WAYS = ("both", "work-account")


def work_accounts_to_read(now):
    """(the name of its address, where, the page) for each."""
    davy, lowena, kerensa = (User.objects.get(email=address_of(each)) for each in (DAVY, LOWENA, KERENSA))
    SocialAccount.objects.create(provider=PROVIDER, user=lowena, uid="invented")
    for ways in WAYS:
        with override_settings(STAFF_SIGN_IN=ways):
            lead = browser_of(kerensa, WITH_WORK_ACCOUNT)
            pages = [
                (Client(), "account_request_login_code", {}),
                (Client(), "work_link", {"key": make_link(user=davy, now=now)}),
                *((lead, "roles:person", {"pk": each.pk}) for each in (davy, lowena)),
                (lead, "roles:send_work_link", {"pk": davy.pk}),
                *((browser_of(each), "mfa_index", {}) for each in (davy, lowena)),
                *((browser_of(each), "account_sign_in_again", {}) for each in (davy, lowena)),
                (browser_of(lowena, WITH_WORK_ACCOUNT), "account_second_steps", {}),
            ]
            for client, name, arguments in pages:
                path = reverse(name, kwargs=arguments)
                response = client.get(path)
                assert response.status_code == 200, (path, response)  # noqa: PLR2004
                yield name, f"{path} with {ways}", response.text
    for why, (_, heading) in HEADINGS.items():
        context = {"why": why.value, "heading": heading, "or_a_code": True}
        html = render_to_string("account/no_way_in.html", context, request=RequestFactory().get("/"))
        yield "work_sign_in_back", why.value, html
