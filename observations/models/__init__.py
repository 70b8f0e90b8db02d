from observations.models.feedback import OfficeFeedback
from observations.models.observations import Observation
from observations.models.photos import Photo

__all__ = ["Observation", "OfficeFeedback", "Photo"]
