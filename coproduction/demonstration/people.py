"""The invented council, its staff, and the names of its experts by experience.

Addresses are at example.org and phone numbers in the ranges kept for stories, so that no message
and no call can ever reach anyone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from accounts.choices import Role

COUNCIL = {
    "name": "Penwarren County Council",
    "phone": "01632 960 123",
    "hours": "Monday to Friday, 9am to 5pm",
    "text_number": "07700 900 123",
    "email": "coproduction@example.org",
    "worried_team": "Adult Social Care",
    "worried_phone": "01632 960 456",
    "worried_phone_out_of_hours": "01632 960 457",
    "freepost": "Freepost PENWARREN CO-PRODUCTION",
}
CARE, HOUSING, TRANSPORT, ENVIRONMENT = "Adult social care", "Housing", "Transport", "Environment"
DIRECTORATES = (CARE, HOUSING, TRANSPORT, ENVIRONMENT)
POLWITHEN, TREVANNA, MOOR, COAST = "Polwithen", "Trevanna", "The moor villages", "The south coast"
AREAS = (POLWITHEN, TREVANNA, MOOR, COAST)

TOM, PRIYA, MAREK, GWEN = "Tom Rowe", "Priya Nair", "Marek Lis", "Gwen Okafor"
LOWENA, DAVY = "Lowena Hosken", "Davy Rundle"
RHODA, COLIN = "Rhoda Bawden", "Colin Speight"
HEDRA = "Hedra Nancarrow"
ADMINISTRATOR = "Jenifer Laity"
KERENSA, PIRAN = "Kerensa Tangye", "Piran Tyack"
ASHA, MARTIN, ROBIN = "Asha Kaur", "Martin Hale", "Robin Chegwidden"
SAM, WINIFRED = "Sam Penrose", "Winifred Tregenza"
MERRYN = "Merryn Penrose"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A role that somebody is given. Staff are given one for each directorate they work for."""

    name: str
    role: Role
    directorate: str = ""


# In this order: each role is given by someone who was there before.
APPOINTMENTS = (
    Appointment(ADMINISTRATOR, Role.ADMINISTRATOR),
    Appointment(KERENSA, Role.INVOLVEMENT_LEAD),
    Appointment(LOWENA, Role.INVOLVEMENT),
    Appointment(DAVY, Role.INVOLVEMENT),
    Appointment(TOM, Role.STAFF, CARE),
    Appointment(PRIYA, Role.STAFF, CARE),
    Appointment(MAREK, Role.STAFF, HOUSING),
    Appointment(GWEN, Role.STAFF, TRANSPORT),
    Appointment(GWEN, Role.STAFF, ENVIRONMENT),
    Appointment(HEDRA, Role.FACILITATOR),
    Appointment(RHODA, Role.COMMENT_REVIEWER),
    Appointment(COLIN, Role.SAFEGUARDING),
    Appointment(PIRAN, Role.DATA_PROTECTION),
    Appointment(ASHA, Role.CO_CHAIR_EXPERT),
    Appointment(MARTIN, Role.CO_CHAIR_OFFICER),
    Appointment(ROBIN, Role.STEERING),
)


def address_of(name: str) -> str:
    """first.last@example.org."""
    return name.lower().replace(" ", ".").replace("’", "") + "@example.org"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A kind of person to sign in as, or to be given a code for, who is worth trying the portal as."""

    kind: str
    name: str
    email: str


def _somebody(kind: str, name: str) -> Somebody:
    return Somebody(kind, name, address_of(name))


TO_SIGN_IN_AS = (
    _somebody("Project lead, adult social care", TOM),
    _somebody("Project lead, adult social care", PRIYA),
    _somebody("Project lead, housing", MAREK),
    _somebody("Project lead, transport and environment", GWEN),
    _somebody("Involvement team", LOWENA),
    _somebody("Involvement team", DAVY),
    _somebody("Involvement lead", KERENSA),
    _somebody("Facilitator", HEDRA),
    _somebody("Comment reviewer", RHODA),
    _somebody("Safeguarding team", COLIN),
    _somebody("Data protection", PIRAN),
    _somebody("Co-chair and expert by experience", ASHA),
    _somebody("Co-chair, officer", MARTIN),
    _somebody("Steering group", ROBIN),
    _somebody("Expert by experience", SAM),
    _somebody("Supporter of Sam Penrose", MERRYN),
    _somebody("Administrator", ADMINISTRATOR),
)
WITHOUT_ADDRESS = Somebody("Expert by experience without email", WINIFRED, "")

_FIRST = (
    "Kit", "Jory", "Nessa", "Wen", "Kerra", "Amira", "Ben", "Chidi", "Demelza", "Ewan", "Farida", "Gerren",
    "Hana", "Isaac", "Jowan", "Kofi", "Lamorna", "Mina", "Nico", "Olwen", "Perran", "Qasim", "Rosen",
    "Sade", "Tamsin", "Usha", "Vernon", "Wella", "Yusuf", "Zelah", "Alan", "Bryluen", "Carl", "Dilys",
    "Elowen", "Frank", "Grace", "Harsha", "Inigo", "Jane", "Keren", "Luca", "Morwenna", "Nigel", "Oona",
)  # fmt: skip
_LAST = (
    "Nance", "Daniels", "Quick", "Trevail", "Bello", "Carlyon", "Dunstan", "Eddy", "Fox", "Goldsworthy",
    "Hicks", "Ivey", "Jago", "Kitto", "Lobb", "Madron", "Nankivell", "Opie", "Pascoe", "Quill", "Rosevear",
    "Sandhu", "Tonkin", "Uren", "Vosper", "Warne", "Yelland", "Abbas", "Bolitho", "Choudhury", "Dyer",
    "Ellery", "Ferris", "Gundry", "Hendra", "Iqbal", "Jose", "Kernow", "Lander", "Mensah", "Noy", "Oates",
    "Pengelly", "Rahman", "Skewes", "Thorne", "Varley",
)  # fmt: skip


def names() -> Iterator[str]:
    """Invented names without end. The two lists share no divisor, so 2,115 go by before one comes again."""
    for number in count():
        yield f"{_FIRST[number % len(_FIRST)]} {_LAST[number * 7 % len(_LAST)]}"
