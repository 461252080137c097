import pytest
from django import forms
from django.template import Context, Template

from govuk.fields import DateField, PlainTextField
from govuk.forms import ErrorLink, GovukForm, error_links, page_order
from govuk.widgets import BigOptions, Checkboxes, Radios, RungRadios

REASONS = [("law", "Legal constraints"), ("time", "Time sensitivity")]


class Register(GovukForm, forms.Form):
    later_label = "Save and come back later"

    name = PlainTextField(label="Name")
    law_on = DateField(label="When will you look again? (law)", required=False)
    why = forms.MultipleChoiceField(
        label="Reasons",
        choices=REASONS,
        widget=Checkboxes(reveals={"law": ["law_why", "law_on"], "time": ["time_why"]}),
        error_messages={"required": "Choose one reason or more"},
    )
    time_why = PlainTextField(label="Why? (time)", required=False)
    law_why = PlainTextField(label="Why? (law)", required=False)
    starts = DateField(label="When does it start?")
    pay = forms.ChoiceField(
        label="Is pay offered?", choices=[("yes", "Yes"), ("no", "Not yet")], widget=Radios
    )
    agreed = forms.BooleanField(label="I have asked")
    stage = forms.ChoiceField(label="Stage", choices=[("", "Choose"), ("a", "Starting")])


def crispy(form):
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))


def summary(form, **how):
    source = "{% load govuk %}{% error_summary form description=description %}"
    return Template(source).render(Context({"form": form, "description": "", **how}))


def test_the_fields_stand_in_the_order_of_the_page():
    assert [bound.name for bound in page_order(Register())] == [
        "name", "why", "law_why", "law_on", "time_why", "starts", "pay", "agreed", "stage",
    ]  # fmt: skip


def test_an_empty_form_that_was_sent_names_every_mistake_in_the_order_of_the_page():
    assert error_links(Register({})) == [
        ErrorLink("id_name", "Fill in: Name"),
        ErrorLink("id_why_0", "Choose one reason or more"),
        ErrorLink("id_starts_0", "Enter a date: When does it start?"),
        ErrorLink("id_pay_0", "Choose an answer: Is pay offered?"),
        ErrorLink("id_agreed", "Tick the box: I have asked"),
        ErrorLink("id_stage", "Choose an answer: Stage"),
    ]


def test_every_error_link_leads_to_a_control_that_can_take_the_focus():
    form = Register({"why": ["law"], "law_on_day": "31", "law_on_month": "2", "law_on_year": "2027"})
    html = crispy(form)
    links = error_links(form)
    assert ErrorLink("id_law_on_0", "Enter a real date, for example 27 3 2027") in links
    for link in links:
        before, there, _ = html.partition(f'id="{link.control}"')
        assert there, link
        assert before.rpartition("<")[2].split()[0] in ("input", "select", "textarea"), link


def test_each_mistake_is_said_at_the_top_and_beside_its_answer():
    form = Register({})
    html = crispy(form)
    for link in error_links(form):
        assert html.count(link.sentence) == 1
        assert summary(form).count(link.sentence) == 1
    assert 'aria-describedby="id_why_error"' in html
    assert 'id="id_why_error"' in html


def test_a_mistake_of_the_whole_form_comes_first_and_leads_to_its_first_control():
    form = Register({"name": "x"})
    form.add_error(None, "Someone else changed this first")
    assert error_links(form)[0] == ErrorLink("id_name", "Someone else changed this first")


def test_a_mistake_in_a_hidden_field_is_said_too():
    class WithHidden(GovukForm, forms.Form):
        state = forms.CharField(widget=forms.HiddenInput)
        name = PlainTextField(label="Name", required=False)

    assert error_links(WithHidden({})) == [ErrorLink("id_name", "Fill in: State")]


def test_a_form_that_is_right_or_was_not_sent_has_no_summary():
    assert summary(Register()).strip() == ""


def test_a_summary_may_say_one_thing_more():
    assert "<p>Nothing is lost.</p>" in summary(Register({}), description="Nothing is lost.")


def test_what_was_typed_and_ticked_is_there_again():
    html = crispy(Register({"name": "<b>Buses</b>", "why": ["time"], "pay": "no", "starts_day": "31"}))
    assert 'value="&lt;b&gt;Buses&lt;/b&gt;"' in html
    assert html.count(" checked") == 2
    assert 'value="31"' in html


def test_what_an_answer_reveals_is_there_without_javascript_and_hidden_by_it():
    html = crispy(Register({"why": ["time"]}))
    hidden = "govuk-checkboxes__conditional--hidden"
    assert f'class="govuk-checkboxes__conditional {hidden}" id="id_why_0_reveals"' in html
    assert 'class="govuk-checkboxes__conditional" id="id_why_1_reveals"' in html
    assert 'data-aria-controls="id_why_1_reveals"' in html
    assert "hidden" not in html.replace(hidden, "").replace("govuk-visually-hidden", "")
    assert html.count('name="law_why"') == 1


def test_the_browser_checks_nothing_by_itself_so_that_our_sentences_are_read():
    html = crispy(Register())
    assert " novalidate" in html
    assert " required" not in html
    assert 'method="post"' in html


def test_save_and_come_back_later_is_a_second_button():
    assert 'name="later" value="1" formnovalidate>Save and come back later</button>' in crispy(Register())


def test_a_form_can_keep_a_shared_computer_from_showing_it_again():
    class Quiet(GovukForm, forms.Form):
        autocomplete_off = True
        name = PlainTextField()

    assert 'autocomplete="off"' in crispy(Quiet())
    assert "autocomplete" not in crispy(Register())


@pytest.mark.parametrize("typed", ["zzz", "yes\x00", "<script>", "a" * 10_000])
def test_an_answer_that_is_not_on_the_list_gets_a_plain_sentence(typed):
    form = Register({"pay": typed, "why": [typed], "stage": typed})
    for name in ("pay", "why", "stage"):
        assert form.errors[name] == ["Choose one of the answers on the list"]
    assert "<script" not in crispy(form)


def test_a_percent_sign_in_a_label_does_no_harm():
    class Share(GovukForm, forms.Form):
        share = forms.IntegerField(label="100% of it", min_value=5)

    assert Share({"share": "4"}).errors["share"] == ["Enter 5 or more: 100% of it"]
    assert Share({"share": "x"}).errors["share"] == ["Enter a whole number, in figures: 100% of it"]
    assert Share({}).errors["share"] == ["Fill in: 100% of it"]


class Answer(GovukForm, forms.Form):
    answer = forms.ChoiceField(
        choices=[("yes", "Yes"), ("partly", "Partly"), ("skip", "I do not want to answer this one")],
        widget=BigOptions(
            hints={"partly": "Sometimes, or a bit"}, marks={"yes": "yes"}, minor=["skip"], or_before="skip"
        ),
    )
    step = forms.ChoiceField(
        choices=[("7", "Co-production"), ("not-sure", "Not sure")],
        label="Which step?",
        widget=RungRadios(
            meanings={"7": "Together."}, examples={"7": "A group."}, notes={"7": "Step 7 of 7"}
        ),
    )


def test_a_big_option_is_a_real_radio_with_its_words():
    html = Template("{% load govuk %}{% govuk_choices form.answer %}").render(Context({"form": Answer({})}))
    assert html.count('<input type="radio" name="answer"') == 3
    assert "Sometimes, or a bit" in html
    assert html.count("app-option--minor") == 1
    assert html.count("app-ans--yes") == 1
    assert html.index('<p class="app-or">or</p>') < html.index('value="skip"')
    assert 'id="id_answer_error"' in html
    assert "checked" not in html
    assert "fieldset" not in html


def test_a_step_is_named_and_described_and_what_is_no_step_stands_below():
    source = "{% load govuk %}{% govuk_field form.step size='xl' heading=True %}"
    html = Template(source).render(Context({"form": Answer({"step": "7"})}))
    assert '<h1 class="govuk-fieldset__heading">Which step?</h1>' in html
    assert 'aria-labelledby="id_step_0_t" aria-describedby="id_step_0_m id_step_0_e" checked' in html
    ladder, below = html.split('class="app-options')
    assert "Co-production" in ladder
    assert "Not sure" in below
