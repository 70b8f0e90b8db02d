from patrols.models.changes import LessonChange
from patrols.models.patrol import Norm, PatrolEntry, PatrolWalk, Reason, ReasonKind

__all__ = ["LessonChange", "Norm", "PatrolEntry", "PatrolWalk", "Reason", "ReasonKind"]
