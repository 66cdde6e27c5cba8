# what the build runs, and what keeps generated files in step

# tests, types, style, layers
check:
    ruff check .
    mypy
    lint-imports
    pytest -n 2

# samples, knowledge table, pages and golden trees made anew: read the difference before committing it
update:
    python samples/build.py
    python -m clausecheck.knowledge
    python docs/pages.py
    python tests/clauses/regenerate.py
    git diff --stat

# 20,000 mutated clauses, then speed: minutes
bench:
    python tests/benchmarks/fuzz.py
    python tests/benchmarks/speed.py

# the pages of checks, lists and territories, the pictures
docs:
    python docs/pages.py
    python docs/screenshots.py
