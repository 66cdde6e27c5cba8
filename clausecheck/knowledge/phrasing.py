"""From the phrases of a table of cues to one pattern that finds any of them."""

from __future__ import annotations

import re
from functools import cache

_WRITTEN = ((r"\*", r"\w*"), (r"\-", "[-\u2010\u2011 ]?"), (r"\ ", r"\s+"), ("'", "['\u2019]"))


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of any of the phrases: at word boundaries, whatever the case and the space, "*" for any ending."""
    forms = []
    for phrase in sorted(words, key=lambda one: (-len(one), one)):
        form = re.escape(phrase)
        for mark, written in _WRITTEN:
            form = form.replace(mark, written)
        forms.append(form)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
