"""A check and everything it needs: while it is open, sealed; once closed, only what was added up."""

from ladder.models.comments import Comment
from ladder.models.conversations import Conversation
from ladder.models.dates import DateChange
from ladder.models.films import Film
from ladder.models.paper import PaperForm
from ladder.models.results import RoundResult, Tally
from ladder.models.rounds import Invitation, InvitationKey, Round, WayTask
from ladder.models.sealed import Draft, Salt, Seal
from ladder.models.talks import OfferedConversation, Talk, TalkKey, TalkPerson, TalkSalt, TalkSeal
from ladder.models.team import TeamAnswers
from ladder.models.wordings import StatementSet

__all__ = [
    "Comment",
    "Conversation",
    "DateChange",
    "Draft",
    "Film",
    "Invitation",
    "InvitationKey",
    "OfferedConversation",
    "PaperForm",
    "Round",
    "RoundResult",
    "Salt",
    "Seal",
    "StatementSet",
    "Talk",
    "TalkKey",
    "TalkPerson",
    "TalkSalt",
    "TalkSeal",
    "Tally",
    "TeamAnswers",
    "WayTask",
]
