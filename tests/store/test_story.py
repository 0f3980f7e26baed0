"""Whatever is done, in whatever order: the journal tells all, undo and redo lead back and forth,
and what is derived is always in step."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.store.story_house import House
from tests.store.story_many import Many
from tests.store.story_people import People
from tests.store.story_trade import Trade


class Story(People, Trade, House, Many):
    """Somebody who does all of it; the long form is in tests/torture."""


TestStory = Story.TestCase
TestStory.settings = settings(
    max_examples=14,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
