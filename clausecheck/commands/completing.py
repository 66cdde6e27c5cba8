"""What the shell offers behind a word that has been begun: names of checks and of references, beside files."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


def check_names(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:  # noqa: ARG001
    """Codes and names of checks that begin so, each with what it finds."""
    from clausecheck import checks

    metas = [page.META for page in checks.CHECKS]
    found = [(word, meta.summary) for meta in metas for word in (meta.code, meta.name)]
    return [CompletionItem(word, help=summary) for word, summary in found if word.casefold().startswith(begun.casefold())]


def reference_names(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:  # noqa: ARG001
    """References that begin so, and files: a template of one's own is one too."""
    from clausecheck import references

    named = [CompletionItem(name) for name in references.names() if name.startswith(begun)]
    return [CompletionItem(begun, type="file"), *named]  # bash forgets what came before files
