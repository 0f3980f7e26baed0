"""The pictures in the README are what the program shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.screenshots import FOLDER, PICTURES, picture, words


@pytest.mark.parametrize("name", PICTURES)
async def test_a_picture_of_the_readme_is_current(tmp_path: Path, name: str) -> None:
    kept = (FOLDER / f"{name}.svg").read_text("utf-8")
    made = await picture(name, tmp_path)
    assert words(kept) == words(made), "run `make screenshots`"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_fetches_nothing_from_elsewhere(name: str) -> None:
    kept = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert "url(http" not in kept
    assert "href" not in kept
