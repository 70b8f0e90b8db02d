"""Operations for migrations that do not render all models anew: triggers, constraints and indexes.

Each of Django's and pgtrigger's own renders its model and all that is related to it once more, and here all is related
to users and schools: for seven hundred operations most of the time in which a database is made. None of the three
changes anything that a rendered model shows to a later operation, so the state alone is noted. What makemigrations
writes is exchanged for these by hand (tests/test_project.py).
"""

from django.db.migrations import operations
from pgtrigger import migrations as triggers


def _note(state, app_label: str, model_name: str, option: str, value) -> None:
    options = state.models[app_label, model_name].options
    options[option] = [*options.get(option, []), value]


class AddTrigger(triggers.AddTrigger):
    def state_forwards(self, app_label, state):
        _note(state, app_label, self.model_name, "triggers", self.trigger)


class AddConstraint(operations.AddConstraint):
    def state_forwards(self, app_label, state):
        _note(state, app_label, self.model_name_lower, "constraints", self.constraint)


class AddIndex(operations.AddIndex):
    def state_forwards(self, app_label, state):
        index = self.index.clone()  # as Django does: an index is bound to the model of one state
        _note(state, app_label, self.model_name_lower, "indexes", index)
