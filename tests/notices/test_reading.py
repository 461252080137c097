"""How a person likes to read, as keys: whatever is read back is a choice that somebody offers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Event
from notices.actions import choose_reading
from notices.choices import Colours, Pictures, Size, Words
from notices.models import Contact
from notices.reading import LONGEST, Reading
from tests.factories import MONDAY

LARGE_AND_CREAM = Reading(size=Size.LARGE, colours=Colours.CREAM)
EVERY = st.builds(
    Reading,
    st.sampled_from(Size),
    st.sampled_from(Pictures),
    st.sampled_from(Words),
    st.sampled_from(Colours),
)


@given(EVERY)
def test_every_choice_is_read_back_as_it_was_written_and_fits_its_column(reading):
    assert Reading.read(str(reading)) == reading
    assert len(str(reading)) <= LONGEST


@given(st.text() | st.lists(st.sampled_from(["size-2", "cream", "contrast", "x", ""])).map(".".join))
def test_any_text_is_some_way_to_read(text):
    reading = Reading.read(text)
    assert reading.size in Size
    assert Reading.read(str(reading)) == reading


@pytest.mark.parametrize(
    "text",
    ["", "huge", "SIZE-2", "size-2 cream", "size-2.size-3", "cream.contrast", "\x00", "<b>", "size-2" * 50],
)
def test_what_nobody_offers_is_the_normal_page(text):
    assert Reading.read(text) == Reading()


def test_what_is_known_counts_beside_what_is_not():
    assert Reading.read("cream.zebra.size-2") == LARGE_AND_CREAM


def test_a_chosen_normal_differs_from_nothing_chosen():
    assert str(Reading()) != ""


@pytest.mark.django_db
def test_a_choice_is_kept_with_one_audit_line_that_does_not_say_it():
    sam = Contact.objects.create(name="Sam Penrose")
    choose_reading(contact=sam, reading=LARGE_AND_CREAM, by=sam, now=MONDAY)
    choose_reading(contact=sam, reading=LARGE_AND_CREAM, by=sam, now=MONDAY)
    sam.refresh_from_db()
    assert Reading.read(sam.reading) == LARGE_AND_CREAM
    line = Event.objects.get()
    assert (line.what, line.by, line.details) == ("contact.changed", str(sam.pk), {"field": "reading"})


@pytest.mark.django_db
def test_one_persons_choice_is_nobody_elses():
    sam, kit = (Contact.objects.create(name=name) for name in ("Sam Penrose", "Kit Nance"))
    choose_reading(contact=sam, reading=LARGE_AND_CREAM, by=sam, now=MONDAY)
    kit.refresh_from_db()
    assert kit.reading == ""
