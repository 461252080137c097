""" "Listen" reads a page with the device's own voice. A stand-in for it writes down what it is given."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STAND_IN = """
window.spoken = []
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => VOICES,
  speak: (utterance) => window.spoken.push(utterance),
  cancel: () => { window.spoken = [] },
  addEventListener: () => {},
} })
"""
OWN = "{name: 'Own', lang: 'en-GB', localService: true}"
OF_A_SERVICE = "{name: 'Far away', lang: 'en-GB', localService: false}"
FRENCH = "{name: 'Own too', lang: 'fr-FR', localService: true}"
SAID = "window.spoken.map(each => each.text)"


@pytest.fixture
def page_with(browser, address):
    """`page_with(voices)` is a page on a device that has these voices."""
    contexts = []

    def page(*voices):
        context = browser.new_context(base_url=address)
        context.add_init_script(STAND_IN.replace("VOICES", f"[{', '.join(voices)}]"))
        contexts.append(context)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()


def test_it_reads_the_page_with_a_voice_of_the_device_until_it_is_stopped(page_with):
    page = page_with(OF_A_SERVICE, FRENCH, OWN)
    page.goto(reverse("projects:show", args=["talk"]))
    button = page.get_by_role("button", name="Listen to this page")
    button.click()

    said = page.evaluate(SAID)
    assert said[0] == page.locator("h1").inner_text()
    assert {"What people said", "The council says", "Co-production"} <= set(said)
    assert not {"Need help? Ask us", "Projects", "Sign in", "Listen to this page"} & set(said)
    assert set(page.evaluate("window.spoken.map(each => each.voice.name)")) == {"Own"}

    stop = page.get_by_role("button", name="Stop reading")
    expect(stop).to_have_attribute("aria-pressed", "true")
    stop.click()
    assert page.evaluate(SAID) == []
    expect(button).to_have_attribute("aria-pressed", "false")


def test_at_the_end_the_button_is_ready_again(page_with):
    page = page_with(OWN)
    page.goto(reverse("ladder:what_is"))
    button = page.get_by_role("button", name="Listen to this page")
    button.click()
    expect(page.get_by_role("button", name="Stop reading")).to_be_visible()
    page.evaluate("window.spoken.at(-1).onend()")
    expect(button).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize(
    "voices", [(), (OF_A_SERVICE,), (FRENCH,)], ids=["none", "of a service", "of another language"]
)
def test_it_is_not_offered_without_a_voice_of_the_device_so_that_no_word_is_sent_away(voices, page_with):
    page = page_with(*voices)
    page.goto(reverse("ladder:what_is"))
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-listen]")).to_be_hidden()
