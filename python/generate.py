#!/usr/bin/env python3
"""Writes src/broadsheet/tables.py from the data dictionary of the program.

    generate.py            write it
    generate.py --check    fail where it is not what it would be

Needs Go, or the program as $BROADSHEET.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "python" / "src" / "broadsheet" / "tables.py"

# One row of each table.
ROWS = {
    "articles": "ArticleRow",
    "entities": "Entity",
    "mentions": "Mention",
    "quotes": "Quote",
    "claims": "Claim",
    "sentences": "Sentence",
    "errors": "ErrorRow",
    "entity_links": "EntityLink",
    "catalog": "CatalogEntry",
    "duplicates": "Duplicate",
}

# In the rows of extract, which come as JSON.
TYPES = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "timestamp": "str",
    "date": "str",
    "JSON": "dict[str, str]",
    "list of string": "list[str]",
    "list of {start_char, end_char}": "list[Span]",
}

HEAD = '''"""The tables: one TypedDict for a row of each.

Made by generate.py from `broadsheet tables --format json`; do not edit.

These are the rows of extract and explode: timestamps and dates are ISO 8601
text, and offsets count characters of the text from 0, end exclusive. What is
not known is None.
"""

from __future__ import annotations

from typing import Literal, TypedDict

SCHEMA = {schema}
"""Version of the tables."""

TableName = Literal[{names}]
"""All tables of a run."""


class Span(TypedDict):
    """A range of the text: text[start_char:end_char]."""

    start_char: int
    end_char: int

'''

TAIL = '''
class Document(TypedDict):
    """What extract finds in one article: rows of the tables."""

    article: ArticleRow
    sentences: list[Sentence]
    entities: list[Entity]
    mentions: list[Mention]
    quotes: list[Quote]
    claims: list[Claim]


COLUMNS: dict[str, dict[str, str]] = {columns}
"""Table, column, type as the data dictionary names it."""
'''


def paragraph(text: str, indent: int) -> str:
    """A docstring of any length. Prose has backslashes nowhere, so far."""
    assert "\\" not in text and '"""' not in text, text
    if text.endswith('"'):
        text += " "
    lines = textwrap.wrap(f'"""{text}', 100 - indent)
    body = ("\n" + " " * indent).join(lines)
    return " " * indent + body + ('"""' if len(lines) == 1 else "\n" + " " * indent + '"""')


def source(dictionary: dict[str, Any]) -> str:
    tables = dictionary["tables"]
    names = ", ".join(json.dumps(t["name"]) for t in tables)
    parts = [HEAD.format(schema=dictionary["schema"], names=names)]
    for table in tables:
        key = ", ".join(table["key"])
        parts.append(f"\nclass {ROWS[table['name']]}(TypedDict):\n")
        parts.append(paragraph(f"{table['doc']} Key: {key}.", 4) + "\n\n")
        for column in table["columns"]:
            kind = TYPES[column["type"]] + (" | None" if column["nullable"] else "")
            parts.append(f"    {column['name']}: {kind}\n{paragraph(column['doc'], 4)}\n")
        parts.append("\n")
    columns = "{\n"
    for table in tables:
        columns += f'    "{table["name"]}": {{\n'
        for column in table["columns"]:
            columns += f'        "{column["name"]}": "{column["type"]}",\n'
        columns += "    },\n"
    parts.append(TAIL.format(columns=columns + "}"))
    return "".join(parts)


def main() -> None:
    program = os.environ.get("BROADSHEET")
    command = [program] if program else ["go", "run", "./cmd/broadsheet"]
    printed = subprocess.run([*command, "tables", "--format", "json"], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    text = source(json.loads(printed.stdout))
    if sys.argv[1:] != ["--check"]:
        TARGET.write_text(text, encoding="utf-8")
    elif TARGET.read_text(encoding="utf-8") != text:
        sys.exit("python/src/broadsheet/tables.py is not what the tables are now: run python/generate.py")


if __name__ == "__main__":
    main()
