"""What the old form fields show: their value stands in the field's data, not in a run."""

from __future__ import annotations

from clausecheck.word.names import Element, W, child, on, value, whole


def form_value(begin: Element) -> str:
    """The box of a check box or the chosen entry of a drop-down list whose field begins here; "" for any other field."""
    data = child(begin, W + "ffData")
    if data is None:
        return ""
    box = child(data, W + "checkBox")
    if box is not None:
        checked = on(child(box, W + "checked"))
        return "☒" if (on(child(box, W + "default")) if checked is None else checked) else "☐"
    choices = child(data, W + "ddList")
    if choices is None:
        return ""
    entries = [entry.get(W + "val") or "" for entry in choices.iterchildren(W + "listEntry")]
    chosen = whole(value(choices, "result"), whole(value(choices, "default"), 0))
    return entries[chosen] if 0 <= chosen < len(entries) else ""
