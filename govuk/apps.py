from django.apps import AppConfig


class GovukConfig(AppConfig):
    name = "govuk"
    label = "govuk"
    verbose_name = "How pages and forms look"
