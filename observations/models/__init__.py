from observations.models.observations import Observation

__all__ = ["Observation"]
