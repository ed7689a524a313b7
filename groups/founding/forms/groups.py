"""Forms of those who start, close and decide."""

from typing import Any

from django import forms

from groups.reference.models import Place


class StartForm(forms.Form):
    """A draft: what the group is called, and who is asked to found it."""

    name = forms.CharField(label="Name of the group", max_length=120)
    slug = forms.SlugField(
        label="Address",
        max_length=80,
        help_text="Small letters, digits and hyphens. Links to the group’s pages begin with it",
        error_messages={"invalid": "The address may have small letters, digits and hyphens, like “eastmere”"},
    )
    chair_name = forms.CharField(label="Name of the chair-to-be", max_length=120, help_text="With their title")
    chair_email = forms.EmailField(label="Email address of the chair-to-be", max_length=254)

    def __init__(self, place: Place, slug: str, data: Any = None) -> None:
        super().__init__(data, initial={"name": f"{place} GP Leadership Group", "slug": slug})

    def clean_slug(self) -> str:
        """Addresses are in small letters."""
        return str(self.cleaned_data["slug"]).lower()

    def clean_chair_email(self) -> str:
        """So are e-mail addresses."""
        return str(self.cleaned_data["chair_email"]).lower()


class ChairForm(forms.Form):
    """Who is asked to chair a group that nobody runs."""

    full_name = forms.CharField(label="Name", max_length=120, help_text="With their title")
    email = forms.EmailField(label="Email address", max_length=254)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Why", max_length=1000, widget=forms.Textarea)


class ProposeForm(forms.Form):
    """What should change, in the group's words."""

    words = forms.CharField(label="What should change", max_length=1000, widget=forms.Textarea)
    about = forms.IntegerField(widget=forms.HiddenInput, required=False)
