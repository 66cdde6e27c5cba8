"""What all tests share: no report of an earlier run, none left behind, and in every process the package that is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ["PYTHONSAFEPATH"] = "1"  # a process that a test starts in the checkout would import the sources there instead


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before
