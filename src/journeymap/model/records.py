"""The records of a project: flat, frozen, told apart by a random id. Each class holds fields, defaults and limits
of one noun.

Unknown fields are kept as they came (pydantic's extra values), unknown kinds become `Opaque` records. References
are ids and may dangle; `PARENTS` of a class names those whose loss takes the record along, `REFERENCES` those that
are looked up backwards. Defaults are part of the file format: a field that holds its default is not written.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from journeymap.model.text import EMPTY, LocalText, PlainText
from journeymap.model.values import (
    Count,
    Day,
    Duration,
    Emotion,
    Extent,
    IdList,
    IdSet,
    Language,
    Level,
    Money,
    OrderKey,
    Point,
    Rating5,
    RecordId,
    Share,
    Token,
    TokenSet,
)


class Record(BaseModel):
    """What all records share. Deletion is a field, so that undo and merge treat it like any other change."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)

    KIND: ClassVar[str] = ""
    PARENTS: ClassVar[tuple[str, ...]] = ()
    REFERENCES: ClassVar[tuple[str, ...]] = ()

    id: RecordId
    deleted: bool = False

    @property
    def kind_name(self) -> str:
        """The word for this record's kind in files and change sets."""
        return self.KIND

    def value(self, name: str) -> Any:
        """What the field `name` holds, known here or not; None where there is none. (Unknown fields may be called
        like a method, so getattr would not do.)"""
        if name in type(self).model_fields:
            return getattr(self, name)
        return (self.model_extra or {}).get(name)


class Opaque(Record):
    """A record of a kind that this version does not know, kept as it came."""

    opaque_kind: Token = Field(exclude=True)

    @property
    def kind_name(self) -> str:
        return self.opaque_kind


class Project(Record):
    """The one record that says what the file is about."""

    KIND = "project"

    title: LocalText = EMPTY
    organization: LocalText = EMPTY
    edition: Token = "gbt-47747-2026"
    languages: tuple[Language, Language] = ("zh", "en")
    served_word: Token = "citizen"
    paper: PlainText = "A3"
    workdays_per_week: Annotated[int, Field(ge=1, le=7)] = 5
    version: PlainText = ""
    about: LocalText = EMPTY
    personal_data: Token = "ask"
    """What exports do with what looks like personal data: `ask`, `redact` or `keep`."""


class Journey(Record):
    """A series or sum of a citizen's experiences with a service, drawn as a graph of touchpoints."""

    KIND = "journey"
    REFERENCES = ("parent_id", "derived_from_id")

    title: LocalText = EMPTY
    order: OrderKey = ""
    summary: LocalText = EMPTY
    goal: LocalText = EMPTY
    scenario: LocalText = EMPTY
    scope_from: LocalText = EMPTY
    scope_to: LocalText = EMPTY
    state: Token = "as_is"
    review: Token = "draft"
    review_by: PlainText = ""
    review_on: Day | None = None
    persona_ids: IdSet = ()
    parent_id: RecordId | None = None
    owner: PlainText = ""
    derived_from_id: RecordId | None = None
    chosen_path: IdList = ()


class Persona(Record):
    """A stand-in for a group of citizens. Her limits are the barrier tags she cannot meet, `channels` the ones she uses."""

    KIND = "persona"
    REFERENCES = ("media_id",)

    name: LocalText = EMPTY
    order: OrderKey = ""
    citizen_kind: Token = "local_citizen"
    story: LocalText = EMPTY
    needs: LocalText = EMPTY
    limits: TokenSet = ()
    channels: TokenSet = ()
    quote: LocalText = EMPTY
    media_id: RecordId | None = None
    evidence_ids: IdSet = ()


class Stage(Record):
    """A column of the map: a group of touchpoints that serve one aim of the citizen."""

    KIND = "stage"
    PARENTS = ("journey_id",)
    REFERENCES = ("journey_id",)

    journey_id: RecordId
    title: LocalText = EMPTY
    order: OrderKey = ""
    aim: LocalText = EMPTY
    width: Extent | None = None
    """The least width of the column on the map, given by hand; None where its contents decide alone."""


class Lane(Record):
    """A row of the map: who acts. The line of interaction lies under `citizen`, the line of visibility under
    `frontstage`.
    """

    KIND = "lane"
    PARENTS = ("journey_id",)
    REFERENCES = ("journey_id",)

    journey_id: RecordId
    title: LocalText = EMPTY
    kind: Token = "citizen"
    order: OrderKey = ""
    actor: LocalText = EMPTY
    height: Extent | None = None
    """The least height of the row on the map, given by hand; None where its contents decide alone."""


class Touchpoint(Record):
    """One contact between a citizen and the service, the atom of the map."""

    KIND = "touchpoint"
    PARENTS = ("journey_id",)
    REFERENCES = ("journey_id", "stage_id", "lane_id", "sub_journey_id", "origin_id", "media_id")

    journey_id: RecordId
    stage_id: RecordId
    lane_id: RecordId
    order: OrderKey = ""
    pos: Point | None = None
    title: LocalText = EMPTY
    description: LocalText = EMPTY
    kind: Token = "action"
    contact: Token = "direct"
    channel: Token | None = None
    owner_unit: LocalText = EMPTY
    third_party: LocalText = EMPTY
    emotion: Emotion | None = None
    engagement: Rating5 | None = None
    moment_of_truth: bool = False
    emotional_touchpoint: bool = False
    level_reached: Level | None = None
    level_aimed: Level | None = None
    contact_time: Duration | None = None
    waiting: Duration | None = None
    fee: Money | None = None
    visits: Count = 0
    documents: Count = 0
    data_repeated: Count = 0
    barriers: TokenSet = ()
    start_share: Share | None = None
    is_goal: bool = False
    quote: LocalText = EMPTY
    media_id: RecordId | None = None
    sub_journey_id: RecordId | None = None
    origin_id: RecordId | None = None


class Feeling(Record):
    """One persona's own feeling at a touchpoint, laid over the touchpoint's."""

    KIND = "feeling"
    PARENTS = ("touchpoint_id", "persona_id")
    REFERENCES = ("touchpoint_id", "persona_id")

    touchpoint_id: RecordId
    persona_id: RecordId
    emotion: Emotion | None = None
    engagement: Rating5 | None = None


class Connection(Record):
    """A way from one touchpoint to the next. Its share is the part of the people at the source who take it."""

    KIND = "connection"
    PARENTS = ("journey_id", "source_id", "target_id")
    REFERENCES = ("journey_id", "source_id", "target_id")

    journey_id: RecordId
    source_id: RecordId
    target_id: RecordId
    kind: Token = "sequence"
    condition: LocalText = EMPTY
    share: Share | None = None
    waiting: Duration | None = None
    cases: Count | None = None
    handover: bool = False
    origin_id: RecordId | None = None
    source_within: IdList = ()
    """Where the connection begins inside of sub-journeys, from the outermost in, if its source stands for one."""
    target_within: IdList = ()


class Expectation(Record):
    """What a citizen needs, expects or desires at a touchpoint, and how far it was met."""

    KIND = "expectation"
    PARENTS = ("touchpoint_id",)
    REFERENCES = ("touchpoint_id",)

    touchpoint_id: RecordId
    order: OrderKey = ""
    text: LocalText = EMPTY
    kind: Token = "expectation"
    kano: Token | None = None
    expected: Rating5 | None = None
    perceived: Rating5 | None = None
    evidence_ids: IdSet = ()


class PainPoint(Record):
    """What hurts or hinders at a touchpoint."""

    KIND = "pain_point"
    PARENTS = ("touchpoint_id",)
    REFERENCES = ("touchpoint_id",)

    touchpoint_id: RecordId
    order: OrderKey = ""
    text: LocalText = EMPTY
    severity: Rating5 | None = None
    frequency: Share | None = None
    cause: LocalText = EMPTY
    harm: bool = False
    evidence_ids: IdSet = ()


class Opportunity(Record):
    """An idea that would make one or more touchpoints better. A surprise opportunity is of kind `surprise`."""

    KIND = "opportunity"
    REFERENCES = ("touchpoint_ids", "answers_ids")

    touchpoint_ids: IdSet = ()
    answers_ids: IdSet = ()
    order: OrderKey = ""
    text: LocalText = EMPTY
    kind: Token = "improve"
    level: Annotated[int, Field(ge=1, le=4)] | None = None
    emotion_after: Emotion | None = None
    impact: Rating5 | None = None
    effort: Rating5 | None = None
    status: Token = "idea"
    owner: PlainText = ""
    due: Day | None = None
    phase: Token | None = None
    evidence_ids: IdSet = ()


class ModelLink(Record):
    """That a subject shows, lacks or would serve an element or principle of the standard."""

    KIND = "model_link"
    PARENTS = ("subject_id",)
    REFERENCES = ("subject_id",)

    subject_id: RecordId
    element_id: Token
    relation: Token = "shows"
    note: LocalText = EMPTY


class DataPoint(Record):
    """Data that a citizen hands over at a touchpoint."""

    KIND = "data_point"
    PARENTS = ("touchpoint_id",)
    REFERENCES = ("touchpoint_id",)

    touchpoint_id: RecordId
    what: LocalText = EMPTY
    purpose: LocalText = EMPTY
    personal: bool = False
    legal_ground: LocalText = EMPTY


class Indicator(Record):
    """A measured figure of a touchpoint or journey with its baseline, target and actual value."""

    KIND = "indicator"
    PARENTS = ("subject_id",)
    REFERENCES = ("subject_id",)

    subject_id: RecordId
    name: LocalText = EMPTY
    kind: Token = "result"
    level: Token = "operational"
    unit: PlainText = ""
    baseline: float | None = None
    target: float | None = None
    actual: float | None = None
    measured_on: Day | None = None
    drives: LocalText = EMPTY


class Basis(Record):
    """What a single value of a record rests on. A value without one is assumed."""

    KIND = "basis"
    PARENTS = ("subject_id",)
    REFERENCES = ("subject_id",)

    subject_id: RecordId
    field: Token
    evidence_ids: IdSet = ()


class Evidence(Record):
    """A source of statements: an assumption, an observation or a measurement."""

    KIND = "evidence"

    title: LocalText = EMPTY
    order: OrderKey = ""
    kind: Token = "assumption"
    source: PlainText = ""
    date: Day | None = None
    sample: Count | None = None
    note: LocalText = EMPTY


class Note(Record):
    """A sticky note on the map. `pos` is measured from its subject's card, without one from the corner of the map."""

    KIND = "note"
    PARENTS = ("journey_id",)
    REFERENCES = ("journey_id", "subject_id")

    journey_id: RecordId
    subject_id: RecordId | None = None
    text: LocalText = EMPTY
    pos: Point | None = None
    author: PlainText = ""
    role: Token = "staff"
    """On whose behalf it speaks: `citizen`, `staff` or `partner`."""


class Comment(Record):
    """A remark of one person on a record."""

    KIND = "comment"
    PARENTS = ("subject_id",)
    REFERENCES = ("subject_id",)

    subject_id: RecordId
    text: LocalText = EMPTY
    author: PlainText = ""
    at: PlainText = ""
    resolved: bool = False


class SavedView(Record):
    """A named set of filters on a journey."""

    KIND = "saved_view"
    PARENTS = ("journey_id",)
    REFERENCES = ("journey_id",)

    journey_id: RecordId
    title: LocalText = EMPTY
    filters: tuple[Annotated[str, StringConstraints(max_length=200)], ...] = ()


class DismissedFinding(Record):
    """A finding that somebody looked at and found to be no problem here, because of `reason`."""

    KIND = "dismissed_finding"
    PARENTS = ("journey_id",)
    REFERENCES = ("journey_id",)

    journey_id: RecordId
    finding: Token
    subject_ids: IdSet = ()
    reason: PlainText = ""
    author: PlainText = ""


class Workshop(Record):
    """A co-creation workshop held on a journey."""

    KIND = "workshop"
    PARENTS = ("journey_id",)
    REFERENCES = ("journey_id",)

    journey_id: RecordId
    title: LocalText = EMPTY
    date: Day | None = None
    place: PlainText = ""
    phase: Token = "design"
    template: Token | None = None
    citizens: Count = 0
    staff: Count = 0
    partners: Count = 0
    state: Token = "prepared"


class Round(Record):
    """One task of a workshop's agenda with its fixed time."""

    KIND = "round"
    PARENTS = ("workshop_id",)
    REFERENCES = ("workshop_id",)

    workshop_id: RecordId
    order: OrderKey = ""
    kind: Token = "pain_points"
    question: LocalText = EMPTY
    timebox: Duration | None = None
    touchpoint_ids: IdSet = ()
    settings: TokenSet = ()
    state: Token = "waiting"


class Contribution(Record):
    """A note that somebody gave in a round."""

    KIND = "contribution"
    PARENTS = ("round_id",)
    REFERENCES = ("round_id", "touchpoint_id", "merged_into_id")

    round_id: RecordId
    touchpoint_id: RecordId | None = None
    kind: Token = "pain_point"
    text: LocalText = EMPTY
    contributor_kind: Token = "citizen"
    pseudonym: PlainText = ""
    state: Token = "held"
    merged_into_id: RecordId | None = None


class Vote(Record):
    """The dots that one voter gave one opportunity in a round."""

    KIND = "vote"
    PARENTS = ("round_id",)
    REFERENCES = ("round_id", "opportunity_id")

    round_id: RecordId
    opportunity_id: RecordId
    voter: Token
    dots: Count = 1


class Rating(Record):
    """How one voter rated a touchpoint in a round."""

    KIND = "rating"
    PARENTS = ("round_id",)
    REFERENCES = ("round_id", "touchpoint_id")

    round_id: RecordId
    touchpoint_id: RecordId
    voter: Token
    emotion: Emotion | None = None
    expected: Rating5 | None = None
    perceived: Rating5 | None = None


class Decision(Record):
    """What was decided about an opportunity, who does it and by when."""

    KIND = "decision"
    REFERENCES = ("opportunity_id", "workshop_id")

    opportunity_id: RecordId | None = None
    workshop_id: RecordId | None = None
    what: LocalText = EMPTY
    owner: PlainText = ""
    due: Day | None = None
    decided_on: Day | None = None


class Media(Record):
    """A picture; its bytes lie beside the records under their SHA-256."""

    KIND = "media"

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    name: PlainText = ""
    mime: Annotated[str, StringConstraints(pattern=r"^image/(png|jpeg|webp)$")] = "image/png"
    alternative_text: LocalText = EMPTY


RECORD_CLASSES: dict[str, type[Record]] = {
    cls.KIND: cls
    for cls in (
        Project, Journey, Persona, Stage, Lane, Touchpoint, Feeling, Connection, Expectation, PainPoint, Opportunity,
        ModelLink, DataPoint, Indicator, Basis, Evidence, Note, Comment, SavedView, DismissedFinding, Workshop, Round,
        Contribution, Vote, Rating, Decision, Media,
    )
}  # fmt: skip
"""Kind → class, for every record that format 1 knows."""


def record_from(kind: str, data: dict[str, Any]) -> Record:
    """The validated record of `kind` in plain `data` (no `kind` key in it); of an unknown kind, an `Opaque` one.

    Raises pydantic.ValidationError where a value breaks the limits of its field.
    """
    cls = RECORD_CLASSES.get(kind)
    if cls is None:
        return Opaque.model_validate({**data, "opaque_kind": kind})
    return cls.model_validate(data)
