"""Pages about many projects: of a whole programme that fills two pages, of one directorate, and of none."""

from tests.browser.looks import Look, at

CHAIR, LEAD = "chair", "lead"
PAGES = ("gaps", "questions", "two_sides")
FEW, NONE = "used.pk", "unused.pk"


def second_page(name):
    return lambda world: f"{at(f'governance:{name}')(world)}?page=2"


def of_one(name, place):
    return at(f"governance:directorate_{name}", place)


TOGETHER = [
    Look("governance:dashboard", "many", CHAIR),
    *(Look(f"governance:{name}", "many", CHAIR) for name in PAGES),
    *(Look(f"governance:{name}", "page 2", CHAIR, second_page(name)) for name in PAGES),
    Look("governance:directorate", "few, to its staff", LEAD, at("governance:directorate", FEW)),
    Look("governance:directorate", "none", CHAIR, at("governance:directorate", NONE)),
    *(Look(f"governance:directorate_{name}", "few", CHAIR, of_one(name, FEW)) for name in PAGES),
    *(Look(f"governance:directorate_{name}", "none", CHAIR, of_one(name, NONE)) for name in PAGES),
]
