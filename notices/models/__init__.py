"""Messages to people: the inbox, the channels that carry word of it outside, and each person's wishes."""

from notices.models.channels import Channel
from notices.models.deliveries import Delivery
from notices.models.notices import Notice
from notices.models.preferences import Preference

__all__ = ["Channel", "Delivery", "Notice", "Preference"]
