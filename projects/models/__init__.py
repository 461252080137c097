"""A project, the step it states, its team, and the experts who take part."""

from projects.models.imports import ImportBatch
from projects.models.people import CoLead, Membership, NameConsent, TeamMember
from projects.models.project import Project
from projects.models.steps import StatedLevel, WhyNot

__all__ = [
    "CoLead",
    "ImportBatch",
    "Membership",
    "NameConsent",
    "Project",
    "StatedLevel",
    "TeamMember",
    "WhyNot",
]
