"""``clausecheck init``: the files with which a repository of contracts starts."""

from __future__ import annotations

from pathlib import Path

import click

from clausecheck import __version__
from clausecheck.commands.options import Surroundings, everywhere, settled
from clausecheck.exits import Exit, Refused, say

_SETTINGS = """\
# Settings of clausecheck. The file nearest to a contract counts, upward from its folder.
# `clausecheck config` shows what is in force; `clausecheck config --schema` is the JSON Schema for editors.

# What contracts are judged by: us, eu, uk, us-eu-uk, or a template of your own (`clausecheck references`).
reference = "us"

# The severity from which a run fails: error, warning or note.
fail-on = "error"

# Old findings that shall not fail the run: `clausecheck check . --write-baseline clausecheck-baseline.json`
# baseline = "clausecheck-baseline.json"

# Text files that a walked folder takes beside Word files, and files that it leaves out.
# include = ["*.md"]
# exclude = ["archive/**"]

# Lists and territories of your own (`clausecheck show`, docs/knowledge.md).
# knowledge = ["knowledge"]

# Severities by check, by name, code or beginning of a code: error, warning, note, off (`clausecheck explain`).
# [severity]
# placeholder = "error"

# What holds for some files only.
# [[per-path]]
# files = ["eu/**"]
# reference = "eu"

# A finding that somebody has looked at. The reason is required; after the day `until` the finding counts again. With
# `fingerprint` (`check --format json` has it, the terminal UI writes it) it is that one finding, else all of the check there.
# [[accept]]
# check = "missing-list"
# path = "services/**"
# clause = "7.3"
# reason = "services only, no goods: agreed with trade compliance"
# until = 2027-12-31
"""
_PRE_COMMIT = """\
repos:
  - repo: local
    hooks:
      - id: clausecheck
        name: clausecheck
        language: python
        additional_dependencies: ["clausecheck=={version}"]
        entry: clausecheck check
        types: [file]
        files: '\\.(docx|docm|dotx|dotm)$'
        exclude: '(^|/)~\\$'
"""
_GITHUB = """\
name: clausecheck
on: [push, pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install "clausecheck=={version}"
      - id: check
        shell: bash
        run: |
          code=0
          clausecheck check . --format github --save sarif=clausecheck.sarif || code=$?
          echo "code=$code" >> "$GITHUB_OUTPUT"
      - uses: github/codeql-action/upload-sarif@v3
        if: always() && hashFiles('clausecheck.sarif') != ''
        with:
          sarif_file: clausecheck.sarif
      - shell: bash
        run: exit ${{{{ steps.check.outputs.code }}}}
"""
_GITLAB = """\
clausecheck:
  image: python:3.12-slim
  script:
    - pip install "clausecheck=={version}"
    - clausecheck check . --save gitlab=gl-code-quality-report.json --save junit=clausecheck.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: clausecheck.xml
"""
_CI = {"github": (".github/workflows/clausecheck.yml", _GITHUB), "gitlab": (".gitlab-ci.yml", _GITLAB)}


@click.command(name="init", short_help="A commented clausecheck.toml, the pre-commit entry and the CI workflow.")
@click.argument("folder", required=False, default=".", metavar="[FOLDER]")
@click.option(
    "--ci", type=click.Choice(["github", "gitlab", "none"]), default="github", help="Whose pipeline (default: github)."
)
@everywhere
@click.pass_obj
def init_command(
    surroundings: Surroundings, folder: str, ci: str, as_of: str | None, color: str, quiet: bool, verbose: bool
) -> int:
    """Write the files with which a repository of contracts starts. What is there already is left as it is.

    The text for a file that is there is printed, to be added by hand.
    """
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    root = (surroundings.here or Path()) / folder
    if not root.is_dir():
        raise Refused(f"{folder}: is no folder; make it first")
    files = {"clausecheck.toml": _SETTINGS, ".pre-commit-config.yaml": _PRE_COMMIT.format(version=__version__)}
    if ci != "none":
        name, text = _CI[ci]
        files[name] = text.format(version=__version__)
    for name, text in files.items():
        path = root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            say(f"clausecheck: {name} is there already and was left as it is", quiet=settings.quiet)
            if name != "clausecheck.toml":
                click.echo(f"# to be added to {name}\n{text}", nl=False)
        except OSError as error:
            raise Refused(f"{name}: cannot be written: {error.strerror}") from error
        else:
            say(f"clausecheck: wrote {name}", quiet=settings.quiet)
    return Exit.CLEAN
