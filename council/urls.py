"""Addresses of the council's settings, and of the style sheet of its own colours."""

from django.urls import path, register_converter

from council.views import bands, figures, places, settings, theme


class Lists:
    """The council's two lists, as they stand in an address."""

    regex = "|".join(places.LISTS)

    def to_python(self, value):
        return places.LISTS[value]

    def to_url(self, value):
        return value if isinstance(value, str) else value.key


register_converter(Lists, "list")

app_name = "council"
urlpatterns = [
    path("theme-<str:stamp>.css", theme.theme, name="theme"),
    path("settings/", settings.settings, name="settings"),
    path("settings/contacts/", settings.contacts, name="contacts"),
    path("settings/colours/", theme.colours, name="colours"),
    path("settings/colours/<str:dark>-<str:link>-<str:tint>.css", theme.proposed, name="proposed"),
    path("settings/<list:which>/", places.places, name="places"),
    path("settings/<list:which>/<int:pk>/", places.place, name="place"),
    path("settings/<list:which>/<int:pk>/remove/", places.remove, name="remove"),
    path("settings/words-for-the-score/", bands.bands, name="bands"),
    path("settings/words-for-the-score/<int:pk>/take-back/", bands.take_back, name="take_back_bands"),
    path("settings/numbers/<str:key>/", figures.figure, name="figure"),
    path("settings/numbers/<str:key>/<int:pk>/take-back/", figures.take_back, name="take_back"),
]
