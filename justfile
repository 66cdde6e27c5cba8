# what the build runs, and what keeps generated files in step

# tests, types, style, layers
check:
    ruff check .
    mypy
    lint-imports
    pytest -n 2

# golden files after a change that was meant: read the difference before committing it
update:
    CLAUSECHECK_UPDATE=1 pytest -n 2
    git diff --stat

# the pages of the checks, the table of commands, the pictures
docs:
    python docs/pages.py
    python docs/screenshots.py
