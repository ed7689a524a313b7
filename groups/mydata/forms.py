"""What people type about their own data."""

from django import forms


class AddressForm(forms.Form):
    """One’s own address, to show that it is meant."""

    email = forms.CharField(
        label="Your email address",
        max_length=254,
        help_text="Type the one you sign in with, to show that you mean it",
        widget=forms.EmailInput,
    )
