"""What docs/lists and docs/territories say: a page for each list, territory and group, from the knowledge base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from clausecheck.knowledge import VERSION, Entry, Interval, Measure, Member, load, measure_status, member_status, standing
from clausecheck.ruletree import Thing

_KINDS = {"lists": ("list",), "territories": ("territory", "territory_group")}
_HEADS = {
    "lists": "# Lists\n\nThe known lists of restricted persons, as of {day}; `clausecheck lists` shows them too.\n\n",
    "territories": (
        "# Territories and groups\n\nThose against which there are or were measures, as of {day}; others have a name only.\n"
        "`clausecheck territories` shows them too.\n\n"
    ),
}
_NOTE = "\nFacts with their sources, no legal advice. [How to add or end an entry, and what is not covered](../knowledge.md).\n"


def knowledge_pages() -> dict[str, dict[str, str]]:
    """Folder of docs to file name to text."""
    known = load()
    written: dict[str, dict[str, str]] = {}
    for folder, kinds in _KINDS.items():
        held = [e for e in known.entries if e.kind in kinds and (e.measures or e.members or folder == "lists")]
        pages = {f"{entry.id}.md": "\n".join(_page(entry)) + "\n" for entry in held}
        rows = [
            (
                f"[{entry.name}]({entry.id}.md)",
                f"`{entry.id}`",
                standing(entry, VERSION).status,
                standing(entry, VERSION).since or "",
                entry.jurisdiction or ", ".join(sorted({m.jurisdiction for m in entry.measures if m.jurisdiction})),
                entry.confidence,
            )
            for entry in sorted(held, key=lambda entry: entry.id.casefold())
        ]
        table = "\n".join(_table(("name", "id", "status", "since", "law of", "confidence"), rows))
        pages["README.md"] = _HEADS[folder].format(day=VERSION) + table + "\n" + _NOTE
        written[folder] = pages
    return written


def _page(entry: Entry) -> Iterator[str]:
    state = standing(entry, VERSION)
    yield f"# {entry.name[:1].upper()}{entry.name[1:]}"
    yield ""
    yield f"`{entry.id}`, {entry.kind.replace('_', ' ')}. On {VERSION}: **{state.status}**" + (
        f"; {state.sentence}." if state.sentence else "."
    )
    facts = (
        ("kept by", _named("authority", entry.keeper)),
        ("what it does", entry.effect),
        ("legal basis", "; ".join(entry.basis)),
        ("renamed from", "; ".join(entry.renamed_from)),
        ("merged into", _named(entry.thing.kind, entry.merged_into)),
        ("confidence", entry.confidence + (f"; from memory: {', '.join(entry.remembered)}" if entry.remembered else "")),
        ("note", entry.note),
    )
    yield ""
    yield from _table(("", ""), [fact for fact in facts if fact[1]])
    yield from _section("Names", ("", "names"), _names(entry))
    yield from _section(
        "Measures", ("measure", "since", "until", f"on {VERSION}", "basis and notes"), map(_measure, entry.measures)
    )
    rows = [_member(entry, id) for id in dict.fromkeys(member.id for member in entry.members)]
    yield from _section("Members", ("member", "periods", f"on {VERSION}"), rows)
    sources = [(one.title, one.locator, one.tier, one.dated, one.read) for one in entry.sources]
    yield from _section("Sources", ("source", "where", "rank", "dated", "read"), sources)
    yield _NOTE.rstrip("\n")


def _names(entry: Entry) -> list[tuple[str, str]]:
    ages = (
        ("official" if not entry.described else "described as", (entry.name,)),
        ("in use", (*entry.aliases, *entry.adjectives, *entry.joint)),
        ("in exactly this case", entry.cased),
        ("in company only", entry.weak),
        ("left behind by the law", entry.obsolete),
        ("wrong, but used", entry.wrong),
        ("misspelt", entry.misspelt),
        ("by place in the law", entry.citations),
    )
    return [(age, ", ".join(f"`{name}`" for name in dict.fromkeys(names))) for age, names in ages if names]


def _measure(measure: Measure) -> tuple[str, ...]:
    more = (
        measure.basis,
        *(f"off {_span(gap)}" for gap in measure.gaps),
        *(f"again {_span(period)}" for period in measure.again),
        *(f"not known {_span(period)}" for period in measure.uncertain),
        f"ended by: {measure.ended_by}" if measure.ended_by else "",
        "an earlier form" if measure.former else "",
        "a part or a change of it" if measure.amendment else "",
        measure.note,
        "from memory" if measure.confidence == "remembered" else "",
    )
    name = f"{measure.name} (`{measure.id}`)"
    return name, measure.since or "", measure.until or "", measure_status(measure, VERSION), "; ".join(filter(None, more))


def _member(group: Entry, id: str) -> tuple[str, str, str]:
    rows: list[Member] = [member for member in group.members if member.id == id]
    periods = [_span((row.since, row.until)) for row in rows]
    doubts = [f"not known {_span(period)}" for row in rows for period in row.uncertain]
    kind = "list" if group.kind == "list" else "territory"
    status = {"in force": "belongs", "ended": "left"}.get(found := member_status(rows, VERSION), found)
    return f"[{_named(kind, id)}]({id}.md)" if _has_page(kind, id) else _named(kind, id), "; ".join((*periods, *doubts)), status


def _span(interval: Interval) -> str:
    since, until = interval
    if not since and not until:
        return "always"
    return f"from {since}" + (f" to {until}" if until else "") if since else f"to {until}"


def _named(kind: str, id: str) -> str:
    entry = load().entry(Thing(kind=kind, id=id)) if id else None  # type: ignore[arg-type]
    return entry.name if entry else id


def _has_page(kind: str, id: str) -> bool:
    entry = load().entry(Thing(kind=kind, id=id))  # type: ignore[arg-type]
    return entry is not None and (kind == "list" or bool(entry.measures))


def _section(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    if rows := list(rows):
        yield from ("", f"## {title}", "")
        yield from _table(heads, rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
