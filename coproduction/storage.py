"""Static files named by their content, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Also renames what JavaScript modules import, which the parent leaves alone by default."""

    support_js_module_import_aggregation = True
