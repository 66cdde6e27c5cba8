"""Norms while they are being read: mutable, turned into `ruletree.Node` when the sentence is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from clausecheck.document import Span
from clausecheck.ruletree import Exclusion, Limit, Node, NormKind, OwnershipTest, Sense, Use

_REACHED = frozenset({"list", "territory", "territory_group", "end_use", "end_user"})


@dataclass(slots=True)
class Draft:
    """A norm or limb in the making; `sense` is what it does to the things that follow its head.

    `subject_until` is where the head starts if its subject may itself be what is barred ("persons in Iran may not use"), or
    if a condition before it supposes what is ("if the goods go to China, they shall not"), from `supposed` on.
    """

    kind: NormKind | str
    start: int
    end: int
    sense: Sense = "about"
    label: str = ""
    bearer: str = ""
    modality: str = ""
    acts: list[str] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    ownership: list[OwnershipTest] = field(default_factory=list)
    conditions: list[Span] = field(default_factory=list)
    exceptions: list[Span] = field(default_factory=list)
    knowledge: list[Span] = field(default_factory=list)
    defect: str = ""
    children: list[Draft] = field(default_factory=list)
    headed: bool = True
    limit: Limit | None = None
    lifts: bool = False
    doing: bool = False
    only: bool = False
    complying: bool = False
    negation: bool = False
    reached: list[Exclusion] = field(default_factory=list)
    subject_until: int = 0
    supposed: int = 0

    def reach(self, end: int) -> None:
        """Let the norm extend to offset `end`."""
        self.end = max(self.end, end)

    def empty(self) -> bool:
        """Whether nothing has been said under this head yet."""
        return not (self.acts or self.exclusions or self.uses or self.children or self.ownership)

    def resumed(self, start: int, end: int) -> Draft:
        """A norm that goes on with this one from offset `start` on: the same head and acts, and nothing named yet."""
        gathered: dict[str, Any] = {one.name: [] for one in fields(self) if isinstance(getattr(self, one.name), list)}
        return replace(self, start=start, end=end, **{**gathered, "acts": list(self.acts)})

    def settle_subject(self, watched: Callable[[Exclusion], bool]) -> None:
        """Leave a subject barred only where its bar names nobody else: "persons in Iran may not use", no "buyers in Peru may
        not sell to Iran"."""
        until, self.subject_until = self.subject_until, 0
        if not until:
            return
        before = [item for item in self.exclusions if item.span.end <= until]
        behind = [item for item in self.exclusions if item.span.start >= until and not item.excepted]
        if self.supposed:
            places = [
                item
                for item in before
                if item.thing.kind == "territory"
                and item.sense == "against"
                and all(limit.span.start == until for limit in item.limits)
            ]
            ends = [item for item in behind if item.thing.kind == "end_use" and item.sense == "against"]
            if places and ends:
                narrowed = Limit(kind="end-use", span=Span(start=ends[0].span.start, end=ends[-1].span.end))
                supposed = Limit(kind="condition", span=Span(start=self.supposed, end=until))
                self.exclusions = [
                    replace(i, limits=(narrowed if i in places else supposed,)) if i in places or i in ends else i
                    for i in self.exclusions
                ]
            return
        if any(item.thing.kind in _REACHED for item in behind) or not any(watched(item) for item in before):
            self.exclusions = [
                replace(i, sense="about") if i.span.end <= until and i.sense == "against" and not i.excepted else i
                for i in self.exclusions
            ]

    def turn(self, sense: Sense) -> None:
        """Give everything said so far under this head another sense."""
        self.sense = sense
        self.exclusions = [replace(item, sense=sense) for item in self.exclusions]
        self.reached = [replace(item, sense=sense) for item in self.reached]
        self.uses = [replace(item, sense=sense) for item in self.uses]

    def freeze(self) -> Node:
        """The finished node, with its children."""
        return Node(
            kind=self.kind,  # type: ignore[arg-type]
            span=Span(start=self.start, end=max(self.end, self.start)),
            label=self.label,
            bearer=self.bearer,
            modality=self.modality,
            acts=tuple(dict.fromkeys(self.acts)),
            exclusions=tuple(self.exclusions),
            uses=tuple(self.uses),
            ownership=tuple(self.ownership),
            conditions=tuple(self.conditions),
            exceptions=tuple(self.exceptions),
            knowledge=tuple(self.knowledge),
            defect=self.defect,
            lifts=self.lifts,
            children=tuple(child.freeze() for child in self.children),
        )
