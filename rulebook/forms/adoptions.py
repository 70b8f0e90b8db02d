"""What the principal types when a document is adopted, changed, ended or tried."""

from collections.abc import Iterable
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rulebook.documents import loading
from rulebook.documents.schema import Document
from rulebook.forms.numbers import NumbersForm, dress
from schools.forms.fields import DayField
from schools.models import Term

TEN_YEARS = timedelta(days=3653)
BOTH = ""


class NearDayField(DayField):
    """A day within ten years of today: a slip of the finger in the year is no day of a school."""

    default_error_messages = {"far": gettext_lazy("Choose a day within ten years of today.")}

    def clean(self, value):
        day = super().clean(value)
        if day and abs(day - timezone.localdate()) > TEN_YEARS:
            raise forms.ValidationError(self.error_messages["far"], code="far")
        return day


class AdoptionForm(NumbersForm):
    """From when, every number, and for each topic that another document in force sets too, which one counts."""

    from_on = NearDayField(label=gettext_lazy("In force from"))

    def __init__(self, *args, document: Document, shared: dict[str, list[Document]], present=None, **kwargs):
        super().__init__(*args, document=document, **kwargs)
        self.shared, self.present = shared, present or {}
        self.fields["from_on"].initial = timezone.localdate()
        for topic, documents in shared.items():
            choices = [(each.id, f"{each.id} · {each.title}") for each in documents]
            self.fields[f"topic-{topic}"] = forms.ChoiceField(
                label=str(loading.words("topics")[topic]),
                choices=[(BOTH, _("All of them count")), *choices],
                required=False,
                initial=self.present.get(topic, BOTH),
            )
            dress(self.fields[f"topic-{topic}"])

    @property
    def topic_fields(self) -> list[forms.BoundField]:
        return [self[f"topic-{topic}"] for topic in self.shared]

    @property
    def chosen(self) -> dict[str, str]:
        """Give the topics that are answered otherwise than until now; "" means that all count."""
        answers = {topic: self.cleaned_data.get(f"topic-{topic}", BOTH) for topic in self.shared}
        return {topic: answer for topic, answer in answers.items() if answer != self.present.get(topic, BOTH)}


class ChangeForm(NumbersForm):
    """Other numbers from a day on."""

    from_on = NearDayField(label=gettext_lazy("Counts from"))
    from_now = forms.BooleanField(
        label=gettext_lazy("Also for periods under way"),
        help_text=gettext_lazy("Otherwise a term that has begun is still judged by the numbers it began with."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from_on"].initial = timezone.localdate()

    def clean(self):
        data = super().clean()
        if not self.errors and not self.changes():
            raise forms.ValidationError(_("Nothing was changed."), code="nothing_changed")
        return data


class EndForm(forms.Form):
    """From which day on a document is out of force."""

    on = NearDayField(label=gettext_lazy("Out of force from"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class TrialForm(NumbersForm):
    """A term to try a document on, and other numbers than the text's."""

    def __init__(self, *args, document: Document, terms: Iterable[Term], **kwargs):
        super().__init__(*args, document=document, with_reasons=False, **kwargs)
        self.terms = {str(term.public_id): term for term in terms}
        choices = [(key, str(term)) for key, term in self.terms.items()]
        self.fields["term"] = forms.ChoiceField(label=gettext_lazy("Term"), choices=choices)
        dress(self.fields["term"])

    @property
    def term(self) -> Term:
        return self.terms[self.cleaned_data["term"]]
