"""The pages that tell who read and changed what: a person's own, and data protection's."""

from tests.browser.looks import ERROR, Look, form, press

DATA_PROTECTION = "data_protection"


def _find(name):
    def do(page):
        page.get_by_label("Name of a person").fill(name)
        press("Find people")(page)

    return do


WHO_READ_WHAT = [
    Look("coproduction:who_looked", "with some", "expert", shows=".app-looked"),
    Look("coproduction:who_looked", "with none", "supporter"),
    *form("coproduction:audit", DATA_PROTECTION, (), "Find people"),
    Look("coproduction:audit", "people found", DATA_PROTECTION, (), _find("xpert 1"), "#find ~ ul"),
    Look("coproduction:audit", "nobody found", DATA_PROTECTION, (), _find("zebra")),
    Look(
        "coproduction:audit", "days the wrong way round", DATA_PROTECTION,
        lambda world: "/staff/audit/?first_day=2&first_month=2&first_year=2026"
        "&last_day=1&last_month=2&last_year=2026", shows=ERROR,
    ),
    Look(
        "coproduction:audit", "about one person", DATA_PROTECTION,
        lambda world: f"/staff/audit/?person={world.expert.contact_id}",
    ),
]  # fmt: skip
