"""What several forms of this app share."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row


def page_owned(form, *layout) -> FormHelper:
    """Give a helper for a form whose page owns <form> and its button."""
    helper = FormHelper(form)
    helper.form_tag = False
    if layout:
        helper.layout = Layout(*layout)
    return helper


def in_two(*names) -> Row:
    """Put two short fields side by side."""
    return Row(*(Column(name, css_class="col-6") for name in names))
