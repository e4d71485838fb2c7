"""Which words of the glossary can be put on the room's wall (V7)."""

from __future__ import annotations

from facilitator.store import Reader


def explained_words(reader: Reader, begins: str, limit: int) -> list[tuple[int, str]]:
    """Return id and name of the words in use that are called so and that somebody explained."""
    signs = str.maketrans({sign: f"!{sign}" for sign in "!%_"})
    like = f"{begins.strip().translate(signs)}%"
    rows = reader.all(
        "SELECT t.id, t.term FROM term t WHERE t.retired_on IS NULL"
        " AND (t.term LIKE :inside ESCAPE '!' OR t.abbreviation LIKE :like ESCAPE '!')"
        " AND (t.plain > '' OR t.agreed_wording > '' OR EXISTS (SELECT 1 FROM term_party p"
        " WHERE p.term_id = t.id AND p.meaning > ''))"
        " ORDER BY t.term NOT LIKE :like ESCAPE '!', t.term, t.id LIMIT :most",
        {"like": like, "inside": f"%{like}", "most": limit},
    )
    return [(row["id"], row["term"]) for row in rows]
