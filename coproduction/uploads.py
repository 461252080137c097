"""Files that people send: small ones in memory while a page looks at them, films on a disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from ladder.film_files import LARGEST_FILM
from projects.spreadsheets.grids import LARGEST_FILE


class InMemoryOnly(FileUploadHandler):
    """Keeps a file of up to 2 MB. Of a larger one it keeps the size, so that the page can say so."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A piece of it, which goes no further."""
        if start + len(raw_data) <= LARGEST_FILE:
            self.kept.write(raw_data)
        else:
            self.kept = BytesIO()

    def file_complete(self, file_size: int) -> UploadedFile:
        """All of it, or nothing with the size that it had."""
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


class OnDisk(TemporaryFileUploadHandler):
    """Puts a film of up to 60 MB on a disk and not in memory. It is removed when the request ends, unless the
    page moved it. Of a larger one it keeps the size, so that the page can say so.

    Only a page that takes films asks for this, once it knows who sends them.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A piece of it, which goes no further."""
        if start + len(raw_data) <= LARGEST_FILM:
            self.file.write(raw_data)
        else:
            self.file.seek(0)
            self.file.truncate()
