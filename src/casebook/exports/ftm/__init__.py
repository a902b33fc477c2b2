"""FollowTheMoney entities: the record for OpenAleph and the tools of OpenSanctions.

Those tools look for people to be wary of. Nobody here is one on account of being here, so nothing
is said in a way that they would score: no `Sanction`, no `topics`, no `program`. What the state did
is an `Event` or a `CourtCase` that concerns somebody, with its date and sources. The reasons stand
in docs/adr, under "Entities that mark nobody".
"""

from casebook.exports.ftm.bodies import of_organisation
from casebook.exports.ftm.cases import of_case
from casebook.exports.ftm.documents import of_source
from casebook.exports.ftm.entity import Entity
from casebook.exports.ftm.gatherings import of_group_event

__all__ = ["Entity", "of_case", "of_group_event", "of_organisation", "of_source"]
