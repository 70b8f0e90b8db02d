"""Operations for migrations that do not render all models anew: models, fields, triggers, constraints and indexes.

Each of Django's and pgtrigger's own renders its model and all that is related to it once more, and here all is related
to users and schools: for twelve hundred operations most of the time in which a database is made. A trigger, a
constraint or an index changes nothing that a rendered model shows to a later operation, so the state alone is noted. A
new model or field changes its own model only: others are bound to it by its name. What makemigrations writes is
exchanged for these by hand (tests/test_project.py).
"""

from contextlib import contextmanager

from django.db.migrations import operations
from pgtrigger import migrations as triggers


def _note(state, app_label: str, model_name: str, option: str, value) -> None:
    options = state.models[app_label, model_name].options
    options[option] = [*options.get(option, []), value]


@contextmanager
def _rendering_no_other(state, app_label: str, model_name: str):
    """Render this model alone where Django would render its relatives too; where nothing is rendered yet, nothing."""
    rendered = state.__dict__.pop("apps", None)
    yield
    if rendered is not None:
        state.apps = rendered
        state.is_delayed = True  # as Django notes it: RunPython and the end of all migrations render everything anew
        rendered.unregister_model(app_label, model_name)
        rendered.render_multiple([state.models[app_label, model_name]])


class CreateModel(operations.CreateModel):
    def state_forwards(self, app_label, state):
        with _rendering_no_other(state, app_label, self.name_lower):
            super().state_forwards(app_label, state)


class AddField(operations.AddField):
    def state_forwards(self, app_label, state):
        with _rendering_no_other(state, app_label, self.model_name_lower):
            super().state_forwards(app_label, state)


class AddTrigger(triggers.AddTrigger):
    def state_forwards(self, app_label, state):
        _note(state, app_label, self.model_name, "triggers", self.trigger)


class RemoveTrigger(triggers.RemoveTrigger):
    def state_forwards(self, app_label, state):
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [trigger for trigger in options["triggers"] if trigger.name != self.name]


class AddConstraint(operations.AddConstraint):
    def state_forwards(self, app_label, state):
        _note(state, app_label, self.model_name_lower, "constraints", self.constraint)


class AddIndex(operations.AddIndex):
    def state_forwards(self, app_label, state):
        index = self.index.clone()  # as Django does: an index is bound to the model of one state
        _note(state, app_label, self.model_name_lower, "indexes", index)
