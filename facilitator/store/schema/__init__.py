"""The tables of an engagement file, as plain DDL, one module per schema version.

Audience is a property of the table: `sealed_*` is for the facilitator alone, every other table is
joint. No joint table refers to a sealed one. Tracked tables are STRICT and hold INTEGER and TEXT
only, so that the journal's JSON loses nothing. Migrations run the DDL; nothing else does.
"""

from __future__ import annotations

from facilitator.store.schema.search import index_ddl
from facilitator.store.schema.version_4 import searched_text

__all__ = ["index_ddl", "searched_text"]
