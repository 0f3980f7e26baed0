"""How Alembic reaches the database: over the connection the program hands it."""

from alembic import context
from sqlmodel import SQLModel

import crmtui.store.tables  # noqa: F401  (registers the tables)
from crmtui.store.migrate import ours

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    include_name=ours,
    render_as_batch=True,
    transactional_ddl=True,  # SQLite can; the caller holds one transaction around everything
)
context.run_migrations()
