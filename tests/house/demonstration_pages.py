"""Every page of the demonstration, as each kind of person reads it."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from pathlib import Path

import time_machine
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from coproduction.demonstration.days import morning
from coproduction.demonstration.people import (
    ADMINISTRATOR,
    COLIN,
    DAVY,
    HEDRA,
    KERENSA,
    LOWENA,
    MERRYN,
    PIRAN,
    RHODA,
    ROBIN,
    SAM,
    TOM,
    address_of,
)
from council.choices import Figure
from council.models import DatedFigure, Directorate
from experts.choices import Way
from experts.models import Supporter
from ladder import shared_screen
from ladder.actions.answering import change_draft
from ladder.actions.keys import make_key
from ladder.actions.talk_keys import make_talk_key
from ladder.actions.ways import ask_for_another_way
from ladder.answers import Answers
from ladder.choices import Answer, FilmSlot
from ladder.forms.team import FIELDS
from ladder.models import Comment, Film, Invitation, Round, Talk
from ladder.rungs import Rung
from ladder.scoring import STATEMENTS
from notices.actions import deliver, promise
from projects.actions.stating import choose_step
from projects.models import Membership, Project
from tests.accounts.second_steps import WITH_APP, browser_of, give_app, give_passkey, signed_in
from tests.factories import make_members, make_project
from tests.house.access import ACCESS
from tests.house.demonstration_by_hand import by_hand_to_read
from tests.house.demonstration_errors import SAID_BY_ERRORS
from tests.house.demonstration_messages import messages_to_read
from tests.house.demonstration_roles import roles_to_read
from tests.house.demonstration_talks import sent_too_late, talks_to_read
from tests.house.demonstration_work_accounts import work_accounts_to_read
from tests.house.empty_forms import EmptyForms
from tests.house.main_words import sentences_of_main
from tests.house.test_access import addresses
from tests.ladder.typing_in import forms_in_every_state
from tests.notices.by_hand_states import waiting
from tests.projects.importing import imports_in_every_state
from words.working_days import london_date

PEOPLE = {
    "nobody": "",
    "expert": SAM,
    "lead": TOM,
    "involvement": LOWENA,
    "facilitator": HEDRA,
    "comment_reviewer": RHODA,
    "safeguarding": COLIN,
    "steering_member": ROBIN,
    "administrator": ADMINISTRATOR,
    "involvement_lead": KERENSA,
    "data_protection": PIRAN,
}
# Pages for everyone hardly differ from one to the next, so these stand for all.
A_FEW = {"nobody", "expert", "lead"}
FOR_DEVELOPERS = {
    "coproduction:messages",
    "ladder:film_file",
    "coproduction:sign_in_as",
    "healthz",
    "healthz_jobs",
    "readyz",
}
STYLE_SHEETS = {"council:theme", "council:proposed"}
OF_ONE_PERSON = {
    f"ladder:{name}" for name in ("invited_person", "new_code", "end_keys", "way_arranged", "paper_form")
}
FILES = {
    "ladder:checks_csv", "projects:download", "projects:download_own", "projects:import_template",
    "governance:download", "governance:directorate_download", "account_stay", "coproduction:audit_csv",
}  # fmt: skip
EVERY_FORM = EmptyForms(full=True)
OF_A_DIRECTORATE = ("", "_gaps", "_questions", "_two_sides")


@dataclass(frozen=True)
class Page:
    """One page as one person reads it: its URL name, who and where, and the sentences that are ours."""

    name: str
    where: str
    sentences: tuple


def read_everything(now, *, full=True):
    """All pages that all of PEOPLE may open, forms sent empty too, and what errors say."""
    places, forms = _places(now), EmptyForms(full=full)
    for part, person in PEOPLE.items():
        yield from _pages_of(part, _browser_of(person), ACCESS, places, forms)
    yield from _pages_of("expert", _browser_of(MERRYN), ["coproduction:me", "projects:show"], places)
    yield from _a_check(places, now)
    yield from _a_talk(places, now)
    yield from _a_tablet(places)
    yield from _the_teams_side(places)
    yield from _after_the_reminder(places)
    yield from _second_steps()
    for name, where, html in work_accounts_to_read(now):
        yield Page(name, where, tuple(sentences_of_main(html)))
    yield from _errors()


def _browser_of(person):
    client = Client()
    if person:
        signed_in(client, User.objects.get(email=address_of(person)))
    return client


def _places(now):
    """What stands for the arguments of addresses: by an address's own name, for one kind of person or for
    all, else by the name of an argument."""
    deliver(now=now)  # so that those without an address need a letter
    rounds = Round.objects.select_related("project").order_by("-pk")
    still_open, early = rounds.open().first(), rounds.exclude(closed_early_because="").first()
    draft = Project.objects.get(published_at=None)
    member = Membership.objects.filter(project__rounds=still_open, ends_on=None).first()
    supporter = Supporter.objects.now().get()
    letter = waiting("letter").filter(notice__kind="ladder.invitation").first()
    invitation = Invitation.objects.get(pk=letter.notice.subject_id)
    ask_for_another_way(invitation=invitation, way=Way.PAPER, by=invitation.expert.contact, now=now)
    unused = Directorate.objects.create(name="Harbours")
    DatedFigure.objects.create(key=Figure.FLOOR, value=6, starts_on=london_date(now) + timedelta(days=30))
    no_files = {"film": f"films/{'0' * 64}.mp4", "captions": f"films/{'0' * 64}.vtt"}
    Film.objects.create(statement_set_id=1, slot=FilmSlot.PRACTICE, added_at=now, **no_files)
    by, and_by = (User.objects.get(email=address_of(each)) for each in (LOWENA, DAVY))
    asked = Invitation.objects.can_answer(now=now).exclude(expert__contact__name=SAM).filter(forms=None)
    asked = list(asked.filter(round=still_open).exclude(pk=invitation.pk).order_by("pk")[:6])
    forms = forms_in_every_state(asked, by=by, and_by=and_by, now=now)
    some = [still_open.project, early.project, draft]
    lead = User.objects.get(email=address_of(TOM))
    changing = Project.objects.led_by(lead).published().first()
    choose_step(project=changing, rung=Rung.INFORMING, by=lead, now=now)
    imports = imports_in_every_state(draft.directorate.name, by=lead, now=now)
    toms = Project.objects.led_by(lead).published()
    asked_of_toms = [
        toms.filter(rounds__closed_at=None, rounds__isnull=False).first(),
        toms.filter(rounds__team_answers__isnull=False).exclude(rounds__in=rounds.open()).first(),
        toms.filter(rounds__closed_at__isnull=False, rounds__team_answers=None).first(),
        toms.filter(rounds=None).first(),
    ]
    led_with_experts = Project.objects.filter(co_leads__ends_on=None, co_leads__isnull=False)
    return {
        "coproduction:kept_form": [{"pk": sent_too_late(lead, now=now).pk}],
        "ladder:conversation": [
            _results(round_) for round_ in rounds.exclude(conversation=None).exclude(closed_at=None)
        ],
        "ladder:results": [_results(round_) for round_ in rounds.exclude(closed_at=None)],
        "projects:show to nobody": [{"slug": project.slug} for project in Project.objects.published()],
        "projects:import_batch": [{"pk": batch.pk} for batch in imports.values()],
        "projects:import_undo": [{"pk": imports[state].pk} for state in ("made", "touched")],
        "projects:import_make": [{"pk": imports["stale"].pk}],
        "projects:import_publish": [{"pk": imports["made"].pk}],
        "projects:end": [{"reference": member.project.reference, "pk": member.pk}],
        "projects:change": [{"reference": changing.reference}],
        "projects:preview": [{"reference": each.reference} for each in (draft, changing)],
        "projects:show_name": [{"reference": project.reference} for project in led_with_experts],
        **{name: [{"pk": invitation.round_id, "invitation": invitation.pk}] for name in OF_ONE_PERSON},
        "ladder:teams_side": [{"reference": each.reference} for each in asked_of_toms if each],
        "ladder:team_sheet": [{"reference": asked_of_toms[0].reference}],
        **{f"experts:{name}": [{"pk": supporter.pk}] for name in ("change", "end")},
        "experts:change_for": [{"person": supporter.expert_id, "pk": supporter.pk}],
        "experts:end_for": [{"person": supporter.expert_id, "pk": supporter.pk}],
        "experts:sign_in_of": [{"person": invitation.expert_id}, {"person": member.expert_id}],
        "person": [supporter.expert_id, member.expert_id],
        **talks_to_read(lead, by, now),
        **messages_to_read(lead, by, now),
        "ladder:comment": [{"pk": pk} for pk in Comment.objects.values_list("pk", flat=True)],
        "ladder:comments_of_check": [
            {"pk": pk} for pk in Comment.objects.values_list("round", flat=True).distinct()
        ],
        "ladder:deal_with": [{"pk": worry.pk} for worry in Comment.objects.exclude(passed_on_at=None)],
        **by_hand_to_read(lead, by, now),
        "ladder:type_in": _forms(still_open, forms["to_type"], forms["typed"]),
        "ladder:look_again": _forms(still_open, forms["typed"]),
        "ladder:compare": _forms(still_open, forms["twice"], forms["same"]),
        "ladder:end_form": _forms(still_open, forms["answered"]),
        "ladder:phone": [{"pk": still_open.pk, "invitation": asked[-1].pk}],
        "ladder:read_back": [{"pk": still_open.pk, "invitation": asked[-1].pk}],
        "ladder:throw_away": [{"pk": still_open.pk, "invitation": asked[-1].pk}],
        "ladder:open_link": [{"key": "a-key"}],
        **{f"governance:directorate{page}": [{"pk": some[0].directorate_id}] for page in OF_A_DIRECTORATE},
        **roles_to_read(draft.directorate, now),
        "council:figure": [{"key": figure.value} for figure in Figure],
        "council:place": [
            {"which": "directorates", "pk": each} for each in (draft.directorate_id, unused.pk)
        ],
        "council:remove": [
            {"which": "directorates", "pk": each} for each in (draft.directorate_id, unused.pk)
        ],
        "which": ["directorates", "areas"],
        "slug": [project.slug for project in some if project.slug],
        "reference": [project.reference for project in some],
        "pk": [*rounds.open().values_list("pk", flat=True), early.pk],
        "number": range(1, STATEMENTS + 1),
        "version": [1],
        "slot": [FilmSlot.PRACTICE.value, FilmSlot.STEP.value],
    }


def _results(round_):
    return {"slug": round_.project.slug, "closed_on": london_date(round_.closed_at)}


def _a_talk(places, now):
    """From the link to the one question, and back to a page that is not open any more."""
    (of_asked,) = places["ladder:my_talk"]
    person = Talk.objects.get(**of_asked).people.order_by("pk").first()
    client, key = Client(), make_talk_key(person=person, now=now)
    path = reverse("ladder:open_link", args=[key.link])
    yield from _page("ladder:open_link", "nobody", path, client.get(path))
    client.post(path)
    yield from _pages_of("nobody", client, ["ladder:consent", "ladder:consent_given"], places)
    yield from _after_choosing(places)


def _after_choosing(places):
    """The last looks before a talk is arranged, and before what a group said is sent."""
    (met,) = places["ladder:record_talk"]
    people = list(Talk.objects.get(**met).people.values_list("pk", flat=True))
    path = reverse("ladder:record_talk", kwargs=met)
    said = {"there": people, "step": 4, **{f"answer_{number}": "yes" for number in range(1, STATEMENTS + 1)}}
    yield from _page("ladder:record_talk", "facilitator", path, _browser_of(HEDRA).post(path, said))
    openable = make_project("Open to talk", by=User.objects.get(email=address_of(TOM)))
    make_members(openable, 3, by=User.objects.get(email=address_of(LOWENA)))
    path = reverse("ladder:arrange_talk", args=[openable.reference])
    day = london_date(timezone.now())
    hedra = User.objects.get(email=address_of(HEDRA)).pk
    chosen = {
        "held_on_day": day.day,
        "held_on_month": day.month,
        "held_on_year": day.year,
        "facilitator": hedra,
    }
    client = _browser_of(LOWENA)
    yield from _page("ladder:arrange_talk", "involvement", path, client.get(path))
    yield from _page("ladder:arrange_talk", "involvement", path, client.post(path, chosen))


def _forms(round_, *forms):
    return [{"pk": round_.pk, "form": form.pk} for form in forms]


def _pages_of(part, client, names, places, forms=EVERY_FORM):
    patterns = {name: entry.pattern for name, entry in addresses()}
    for name in names:
        row = ACCESS[name]
        if name in FOR_DEVELOPERS | STYLE_SHEETS | FILES or (row.is_public and part not in A_FEW):
            continue
        own = places.get(f"{name} to {part}", places.get(name))
        for arguments in own or _arguments(patterns[name].converters, places):
            path, opened = reverse(name, kwargs=arguments), None
            if row.get and part in row.get and forms.is_read(row, path):
                opened = client.get(path)
                yield from forms.note_read(path, _page(name, part, path, opened))
            if row.post and part in row.post and forms.is_sent(name, path, opened):
                back = forms.note(name, path, _sent_empty(client, path))
                yield from _page(name, part, f"{path} sent empty", back)


def _arguments(wanted, places):
    values = product(*(places.get(argument, ()) for argument in wanted))
    return [dict(zip(wanted, each, strict=True)) for each in values]


def _sent_empty(client, path):
    """What comes back, with everything undone that the button may have done."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.post(path)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def _page(name, part, path, response):
    if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
        yield Page(name, f"{path} as {part}", tuple(sentences_of_main(response.content.decode())))


def _the_teams_side(places):
    """What a team reads once more before it sends its side, and once it has sent it."""
    team = _browser_of(TOM)
    path = reverse("ladder:teams_side", kwargs=places["ladder:teams_side"][0])
    chosen = dict.fromkeys(FIELDS, "partly")
    yield from _page("ladder:teams_side", "lead", f"{path} once more", team.post(path, chosen))
    team.post(path, chosen | {"send": "1"})
    yield from _pages_of("lead", team, ["ladder:teams_side", "projects:show"], places)


def _after_the_reminder(places):
    """What may be done only then."""
    newest = Round.objects.open().latest("reminder_on")
    after = morning(newest.reminder_on) + timedelta(hours=3)
    promise(only=["ladder.reminder"], now=after)
    deliver(now=after)
    with time_machine.travel(after, tick=False):
        yield from _pages_of("involvement", _browser_of(LOWENA), ["ladder:close_early"], places)


def _a_check(places, now):
    """From the link to the thank-you, with nothing answered and then with everything."""
    invitation = Invitation.objects.can_answer(now=now).filter(expert__contact__name=SAM).first()
    client = Client()
    client.post(reverse("ladder:open_link", args=[make_key(invitation=invitation, now=now).link]))
    public = [name for name, row in ACCESS.items() if name.startswith("ladder:") and row.is_public]
    yield from _pages_of("nobody", client, public, places)
    for way in ("paper", "phone", "bsl"):
        client.post(reverse("ladder:another_way"), {"way": way, "phone_number": "01632 960 001"})
        yield from _pages_of("nobody", client, ["ladder:way_asked"], places)
    yield from _said_no(invitation, places, now)
    everything = Answers(
        statements=(Answer.YES,) * STATEMENTS, step=4, practised=True, seen_better=True, seen_helped=True
    )
    change_draft(invitation=invitation, change=lambda saved: everything, now=now)
    yield from _pages_of("nobody", client, ["ladder:carry_on", "ladder:answers"], places)
    client.post(reverse("ladder:show_answers"))
    yield from _pages_of("nobody", client, ["ladder:answers"], places)
    client.post(reverse("ladder:send"))
    yield from _pages_of("nobody", client, ["ladder:thank_you"], places)


def _said_no(invitation, places, now):
    """What somebody reads who said "No, thank you", and again when they come back."""
    client = Client()
    link = reverse("ladder:open_link", args=[make_key(invitation=invitation, now=now).link])
    client.post(link)
    client.post(reverse("ladder:no_thank_you"))
    yield from _pages_of("nobody", client, ["ladder:said_no"], places)
    client.post(link)
    yield from _pages_of("nobody", client, ["ladder:no_thank_you"], places)


def _a_tablet(places):
    """The pages that say something else on a screen that many people use."""
    team, person = _browser_of(LOWENA), Client()
    team.post(reverse("ladder:this_screen"), {"use": "1"})
    yield from _pages_of("involvement", team, ["ladder:this_screen"], places)
    person.cookies[shared_screen.NAME] = team.cookies[shared_screen.NAME].value
    names = ["ladder:enter_code", "ladder:open_link", "ladder:saved", "ladder:start"]
    yield from _pages_of("nobody", person, names, places)


def _second_steps():
    """What staff read who must set up a second step, and who have done so; and an expert with a passkey."""
    sam, tom = (User.objects.get(email=address_of(each)) for each in (SAM, TOM))
    give_passkey(sam)
    yield from _pages_of("expert", browser_of(sam), ["mfa_index", "account_sign_in_again"], {})
    with override_settings(STAFF_SECOND_FACTOR_REQUIRED=True):
        yield from _pages_of("lead", browser_of(tom), ["mfa_index"], {})
        lowena = User.objects.get(email=address_of(LOWENA))
        yield from _pages_of("involvement", browser_of(lowena, WITH_APP), ["account_second_steps"], {})
        only = {"account_remove_factor": [{"pk": give_app(tom).pk}]}
        yield from _pages_of("lead", browser_of(tom, WITH_APP), ["account_remove_factor"], only)
        several = {"account_remove_factor": [{"pk": give_passkey(tom).pk}]}
        codes = ["mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
        yield from _pages_of("lead", browser_of(tom, WITH_APP), ["mfa_index", *codes, *several], several)


def _errors():
    """What people read when something is not there, not for them, or not right."""
    folder = Path(settings.BASE_DIR) / "templates"
    for path in [*sorted((folder / "errors").glob("*.html")), folder / "429.html"]:
        for context in SAID_BY_ERRORS.get(path.name, [{}]):
            request = RequestFactory().get("/")
            html = render_to_string(str(path.relative_to(folder)), context, request=request)
            yield Page("an error", path.name, tuple(sentences_of_main(html)))
