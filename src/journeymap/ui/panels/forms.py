"""Which fields each kind of record has in the inspector, in which order, and with which control."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from journeymap import catalogue
from journeymap.model import queries
from journeymap.model.records import Evidence, Expectation, Journey, Opportunity, PainPoint, Record, Touchpoint
from journeymap.model.values import (
    BARRIERS,
    CHANNELS,
    CITIZEN_KINDS,
    CONNECTION_KINDS,
    CONTACTS,
    CONTRIBUTOR_KINDS,
    EVIDENCE_KINDS,
    EXPECTATION_KINDS,
    JOURNEY_STATES,
    KANO_CLASSES,
    LANE_KINDS,
    OPPORTUNITY_KINDS,
    OPPORTUNITY_STATES,
    PHASES,
    REVIEW_STATES,
    TOUCHPOINT_KINDS,
)
from journeymap.ui.icons import channel_icon, icon
from journeymap.ui.panels.bindings import Binding, Context, Subject
from journeymap.ui.panels.choices import ChipsField, ChoiceField, FlagField, LevelField, Option, Options, tokens
from journeymap.ui.panels.sections import FieldGrid
from journeymap.ui.panels.texts import (
    TextField,
    count_field,
    day_field,
    money_field,
    number_field,
    share_field,
    time_field,
)
from journeymap.ui.panels.toggles import ToggleField, face_choices, figure_choices
from journeymap.ui.theme import theme
from journeymap.ui.words import say, shown

Make = Callable[[Binding], QWidget]


class FormField(NamedTuple):
    """One field: its name in the record, how its control is made, whether it takes the whole width."""

    name: str
    make: Make
    wide: bool = False
    whole: bool = False
    """Whether the control brings its own words."""
    basis: bool = False
    """Whether evidence can be named for this single value."""


Form = tuple[FormField, ...]


def text(name: str, *, single: bool = False) -> FormField:
    """A text over the whole width."""
    return FormField(name, lambda binding: TextField(binding, single=single), wide=True)


def word(name: str) -> FormField:
    """A short text beside its label."""
    return FormField(name, lambda binding: TextField(binding, single=True))


def flag(name: str) -> FormField:
    return FormField(name, FlagField, whole=True)


def rating(name: str, last: int = 5) -> FormField:
    return FormField(name, lambda binding: ToggleField(binding, figure_choices(1, last), height=26))


def faces(name: str) -> FormField:
    return FormField(name, lambda binding: ToggleField(binding, face_choices(), 15, 26))


def one_of(name: str, prefix: str, values: Iterable[str], *, optional: bool = False, icons: str = "") -> FormField:
    options = tokens(prefix, tuple(values), icons)
    return FormField(name, lambda binding: ChoiceField(binding, options, optional=optional))


def entry(name: str, make: Make, *, basis: bool = False) -> FormField:
    return FormField(name, make, basis=basis)


def chosen(name: str, options: Callable[[Binding], list[Option]], *, optional: bool = False) -> FormField:
    """One of a list that depends on the record."""
    return FormField(name, lambda binding: ChoiceField(binding, _bound(options, binding), optional=optional))


def chips(name: str, options: Callable[[Binding], list[Option]], add_word: str) -> FormField:
    return FormField(name, lambda binding: ChipsField(binding, _bound(options, binding), add_word), wide=True)


def _bound(options: Callable[[Binding], list[Option]], binding: Binding) -> Options:
    return lambda: options(binding)


def _journey_of(binding: Binding) -> str:
    return next((getattr(each, "journey_id", each.id) for each in binding.records()), "")


def _titled(records: Iterable[Any], untitled: str, field: str = "title") -> list[Option]:
    return [Option(each.id, shown(getattr(each, field)) or say(untitled)) for each in records]


def _stages(binding: Binding) -> list[Option]:
    return _titled(queries.stages(binding.context.state, _journey_of(binding)), "stage.untitled")


def _lanes(binding: Binding) -> list[Option]:
    return _titled(queries.lanes(binding.context.state, _journey_of(binding)), "lane.untitled")


def _other_journeys(binding: Binding) -> list[Option]:
    own = _journey_of(binding)
    return _titled(
        (each for each in queries.journeys(binding.context.state) if each.id != own), "navigator.untitled_journey"
    )


def _possible_parents(binding: Binding) -> list[Option]:
    """Other journeys that are not themselves parts of this one."""
    state, own = binding.context.state, binding.record_ids[0]

    def is_inside(journey: Journey | None) -> bool:
        seen: set[str] = set()
        while journey is not None and journey.id not in seen:
            if journey.id == own:
                return True
            seen.add(journey.id)
            journey = state.get(Journey, journey.parent_id)
        return False

    return _titled((each for each in queries.journeys(state) if not is_inside(each)), "navigator.untitled_journey")


def _personas(binding: Binding) -> list[Option]:
    return _titled(queries.personas(binding.context.state), "navigator.untitled_persona", "name")


def _barriers(_: Binding) -> list[Option]:
    return list(tokens("barrier", BARRIERS)())


def _limits(_: Binding) -> list[Option]:
    return list(tokens("limit", BARRIERS)())


def _usable_channels(_: Binding) -> list[Option]:
    return [each for each in _channels() if each.value not in ("internal", "other")]


def _evidence(binding: Binding) -> list[Option]:
    return _titled(binding.context.state.all(Evidence), "evidence.untitled")


def _answers(binding: Binding) -> list[Option]:
    """The pain points and expectations of the touchpoints that the opportunity improves."""
    state = binding.context.state
    found: list[Option] = []
    for record in binding.records():
        if isinstance(record, Opportunity):
            for point_id in record.touchpoint_ids:
                rows: list[PainPoint | Expectation]
                rows = [*queries.pain_points(state, point_id), *queries.expectations(state, point_id)]
                found += [
                    Option(each.id, shown(each.text) or say(f"record.{each.KIND}"), _kind_icon(each)) for each in rows
                ]
    return found


def _kind_icon(record: Record) -> Any:
    return icon(record.KIND, getattr(theme(), record.KIND))


def _touchpoints(binding: Binding) -> list[Option]:
    state = binding.context.state
    first = next((state.get(Touchpoint, each) for each in getattr(binding.records()[0], "touchpoint_ids", ())), None)
    if first is None:
        return []
    return _titled(queries.touchpoints(state, first.journey_id), "touchpoint.untitled")


def _channels() -> list[Option]:
    tint = theme().ink_2
    return [
        Option(each.value, each.text, icon(channel_icon(each.value), tint)) for each in tokens("channel", CHANNELS)()
    ]


def _editions(_: Binding) -> list[Option]:
    return [Option(each.id, shown(each.title)) for each in catalogue.load().editions]


def _languages(_: Binding) -> list[Option]:
    return [Option(pair, say(f"languages.{'-'.join(pair)}")) for pair in (("zh", "en"), ("en", "zh"))]


def _papers(_: Binding) -> list[Option]:
    return [Option(f"A{size}", f"A{size}") for size in range(4, -1, -1)]


def _workdays(_: Binding) -> list[Option]:
    return [Option(days, str(days)) for days in range(1, 8)]


CONTACT: Form = (
    one_of("kind", "touchpoint_kind", TOUCHPOINT_KINDS),
    one_of("contact", "contact", CONTACTS),
    FormField("channel", lambda binding: ChoiceField(binding, _channels, optional=True)),
    word("owner_unit"),
    word("third_party"),
)
BURDEN: Form = (
    entry("contact_time", time_field),
    entry("waiting", time_field, basis=True),
    entry("fee", money_field, basis=True),
    entry("visits", count_field),
    entry("documents", count_field),
    entry("data_repeated", count_field),
)
BARRIER_FIELD: Form = (
    FormField("barriers", lambda binding: ChipsField(binding, _bound(_barriers, binding), "barriers.add"), whole=True),
)
PLACE: Form = (chosen("stage_id", _stages), chosen("lane_id", _lanes))
ROLE: Form = (
    entry("start_share", share_field, basis=True),
    flag("is_goal"),
    flag("moment_of_truth"),
    flag("emotional_touchpoint"),
    chosen("sub_journey_id", _other_journeys, optional=True),
)
IN_WORDS: Form = (text("description"), text("quote"))
LEVELS: Form = (
    FormField("level_reached", LevelField),
    FormField("level_aimed", LevelField),
)
SHARED: Form = (
    faces("emotion"), rating("engagement"),
    *LEVELS, *CONTACT, *PLACE, flag("is_goal"), flag("moment_of_truth"), flag("emotional_touchpoint"),
    *BURDEN,
)  # fmt: skip

EXPECTATION: Form = (
    one_of("kind", "expectation_kind", EXPECTATION_KINDS),
    one_of("kano", "kano", KANO_CLASSES, optional=True),
    rating("expected"),
    rating("perceived"),
)
PAIN_POINT: Form = (
    rating("severity"), entry("frequency", share_field), FormField("cause", TextField, wide=True), flag("harm"),
)  # fmt: skip
OPPORTUNITY: Form = (
    one_of("kind", "opportunity_kind", OPPORTUNITY_KINDS),
    rating("impact"), rating("effort"), faces("emotion_after"),
    FormField("level", lambda binding: LevelField(binding, 1)),
    one_of("status", "status", OPPORTUNITY_STATES),
    one_of("phase", "phase", PHASES, optional=True),
    word("owner"), entry("due", day_field),
    chips("answers_ids", _answers, "answers.add"),
    chips("touchpoint_ids", _touchpoints, "touchpoints.add"),
)  # fmt: skip
DATA_POINT: Form = (text("purpose"), text("legal_ground"), flag("personal"))
INDICATOR: Form = (
    one_of("kind", "indicator_kind", ("activity", "result")),
    one_of("level", "indicator_level", ("operational", "tactical", "strategic")),
    word("unit"), entry("baseline", number_field), entry("target", number_field), entry("actual", number_field),
    entry("measured_on", day_field), text("drives"),
)  # fmt: skip
EVIDENCE: Form = (
    one_of("kind", "evidence_kind", EVIDENCE_KINDS),
    word("source"), entry("date", day_field),
    entry("sample", lambda binding: count_field(binding, empty=None)),
    text("note"),
)  # fmt: skip
CONNECTION: Form = (
    one_of("kind", "connection_kind", CONNECTION_KINDS),
    entry("share", share_field, basis=True),
    entry("waiting", time_field, basis=True),
    entry("cases", lambda binding: count_field(binding, empty=None)),
    flag("handover"),
)
NOTE: Form = (one_of("role", "contributor", CONTRIBUTOR_KINDS), word("author"))
LANE: Form = (one_of("kind", "lane_kind", LANE_KINDS, icons="lane_"), word("actor"))
PERSONA_KIND = one_of("citizen_kind", "citizen_kind", CITIZEN_KINDS)
PERSONA_EVIDENCE = chips("evidence_ids", _evidence, "evidence.new")
PERSONA: Form = (
    PERSONA_KIND, text("story"), text("needs"), text("quote"), chips("limits", _limits, "limits.add"),
    chips("channels", _usable_channels, "channels.add"), PERSONA_EVIDENCE,
)  # fmt: skip
JOURNEY_STORY: Form = (text("summary"), text("goal"), text("scenario"))
JOURNEY_SCOPE: Form = (
    text("scope_from"), text("scope_to"), chips("persona_ids", _personas, "personas.add"),
    chosen("parent_id", _possible_parents, optional=True), word("owner"),
)  # fmt: skip
JOURNEY_REVIEW: Form = (
    one_of("state", "journey_state", JOURNEY_STATES), one_of("review", "review", REVIEW_STATES),
    word("review_by"), entry("review_on", day_field),
)  # fmt: skip
PROJECT: Form = (
    text("title", single=True), text("organization", single=True),
    FormField("edition", lambda binding: ChoiceField(binding, _bound(_editions, binding)), wide=True),
    FormField("languages", lambda binding: ChoiceField(binding, _bound(_languages, binding))),
    FormField("paper", lambda binding: ChoiceField(binding, _bound(_papers, binding))),
    FormField("workdays_per_week", lambda binding: ChoiceField(binding, _bound(_workdays, binding))),
    word("version"), text("about"),
)  # fmt: skip


def fill(context: Context, grid: FieldGrid, subject: Subject, form: Form) -> list[QWidget]:
    """Put the controls of a form into a grid. Returns them, to be refreshed."""
    from journeymap.ui.panels.choices import EvidenceButton

    made: list[QWidget] = []
    for row in form:
        binding = Binding(context, subject, row.name)
        control = row.make(binding)
        beside = None
        if row.basis and len(subject.ids) == 1:
            beside = EvidenceButton(binding, row.name)
            made.append(beside)
        if row.whole:
            grid.add_whole(control)
        else:
            grid.add(binding.label, control, wide=row.wide, beside=beside)
        made.append(control)
    return made
