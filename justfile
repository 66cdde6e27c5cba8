# what the build runs, and what keeps generated files in step

# tests, types, style, layers
check:
    ruff check .
    mypy
    lint-imports
    pytest -n 2

# samples built anew, checks' pages rewritten: read the difference before committing it
update:
    python samples/build.py
    python docs/pages.py
    git diff --stat

# the pages of the checks, the table of commands, the pictures
docs:
    python docs/pages.py
    python docs/screenshots.py
