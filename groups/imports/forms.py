"""What platform staff give an import: files, and the days of files that carry none."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gpleadership.lib.forms import DateField
from gpleadership.lib.ods.limits import MAX_FILE, MB
from groups.imports.models import ImportFile

MOST_FILES: Final = 12
ENDINGS: Final = (".csv", ".zip", ".xlsx")
EARLIEST: Final = date(2013, 4, 1)
"""The day from which ODS codes are as they are."""


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one box."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file by itself, then how many they are and how large together."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError("Choose at least one file")
        files: list[UploadedFile[Any]] = [super(FilesField, self).clean(each, initial) for each in given]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Choose at most {MOST_FILES} files at once; a .zip counts as one")
        if sum(file.size or 0 for file in files) > MAX_FILE:
            raise forms.ValidationError(f"Choose files of at most {MAX_FILE // MB} MB together")
        for file in files:
            if not (file.name or "").lower().endswith(ENDINGS):
                raise forms.ValidationError(f"{file.name} is not a .csv, .zip or .xlsx file. Choose another")
        return files


class FilesForm(forms.Form):
    """Files to bring in. `megabytes`: how much was sent, if it was too much for any of it to be kept."""

    chosen = FilesField(
        label="Files",
        error_messages={"empty": "One of these files is empty. Download it again"},
        widget=_Files(attrs={"accept": ",".join(ENDINGS), "multiple": "multiple"}),
    )
    allow_older = forms.BooleanField(label="Allow files older than those applied before", required=False)

    def __init__(self, *args: Any, megabytes: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.megabytes = megabytes

    def clean(self) -> None:
        """Say how much was sent, not that nothing was."""
        if self.megabytes:
            self.errors.pop("chosen", None)
            most = f"at most {MAX_FILE // MB} MB together"
            self.add_error("chosen", f"These files have {self.megabytes:,} MB. Choose files of {most}")


class DatesForm(forms.Form):
    """The day that each undated file is of. The sheets of one workbook have one."""

    def __init__(self, data: Any, files: Sequence[ImportFile], today: date) -> None:
        self.groups: dict[str, list[ImportFile]] = {}
        for file in files:
            self.groups.setdefault(file.sha256, []).append(file)
        super().__init__(data)
        for alike in self.groups.values():
            label = " and ".join(file.ods_kind.label for file in alike)
            self.fields[f"day_{alike[0].pk}"] = DateField(
                label=f"The day of {label}", initial=alike[0].as_at, earliest=EARLIEST, latest=today
            )

    def days(self) -> dict[int, date]:
        """The day of each file, by its id."""
        return {file.pk: self.cleaned_data[f"day_{alike[0].pk}"] for alike in self.groups.values() for file in alike}

    def questions(self) -> list[tuple[str, str]]:
        """Each field with what is known about its file."""
        return [(f"day_{alike[0].pk}", _hint(alike)) for alike in self.groups.values()]


def _hint(alike: Sequence[ImportFile]) -> str:
    names = ", ".join(file.name for file in alike)
    source = alike[0].as_at_source
    return f"{names}. {f'The day is taken {source}' if source else 'Nothing in it says the day'}."
