"""The pages of who has what, in each of their states."""

from tests.browser.looks import ERROR, Look, at, form, press

LEAD = "involvement_lead"


def _gone_by(page):
    for name, value in (("day", "1"), ("month", "1"), ("year", "2020")):
        page.locator(f"input[name=ends_on_{name}]").fill(value)
    press("Save")(page)


ROLES = [
    Look("roles:list", "with people", LEAD),
    Look("roles:list", "not any more", LEAD, lambda world: "/staff/roles/?when=ended"),
    Look("roles:list", "nobody found", LEAD, lambda world: "/staff/roles/?role=data-protection&when=ended"),
    Look("roles:list", "to whoever only reads", "administrator"),
    Look("roles:person", "with roles in every state", LEAD, at("roles:person", "roles.person.pk")),
    Look("roles:person", "closed", LEAD, at("roles:person", "roles.closed.pk")),
    Look("roles:person", "one’s own", LEAD, at("roles:person", "involvement_lead.pk")),
    *form("roles:give", LEAD, (), "Give this role"),
    Look("roles:change_end", "as it comes", LEAD, at("roles:change_end", "roles.dated.pk")),
    Look("roles:change_end", "in the past", LEAD, at("roles:change_end", "roles.dated.pk"), _gone_by, ERROR),
    Look("roles:end", "are you sure", LEAD, at("roles:end", "roles.held.pk")),
    Look("roles:end", "not begun yet", LEAD, at("roles:end", "roles.coming.pk")),
    Look("roles:close", "are you sure", LEAD, at("roles:close", "roles.person.pk")),
    Look("roles:send_work_link", "are you sure", LEAD, at("roles:send_work_link", "roles.person.pk")),
    Look("roles:open_again", "are you sure", LEAD, at("roles:open_again", "roles.closed.pk")),
]  # fmt: skip
