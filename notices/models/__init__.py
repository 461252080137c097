"""A Contact is one person, a Notice one thing one person should hear, an Attempt one way it was tried."""

from notices.models.contact import Contact
from notices.models.notice import Attempt, Notice
from notices.models.reach import HowToReach

__all__ = ["Attempt", "Contact", "HowToReach", "Notice"]
