"""What a teacher adds to the own evaluation."""

from django import forms


class WordForm(forms.Form):
    """A word of one's own."""

    word = forms.CharField(max_length=500, required=False)
