"""A page that asks only whether it is meant."""

from django import forms


class ConfirmForm(forms.Form):
    """Nothing to type: pressing the button is the answer."""

    sure = forms.CharField(required=False, widget=forms.HiddenInput, initial="yes")
