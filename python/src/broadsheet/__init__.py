"""broadsheet turns political news text into tables.

    document = broadsheet.extract("Finance Minister Lea Odun said 40 people had left.")
    results = broadsheet.run("corpus/", "out")
    results.quotes.to_pandas()

The program behind it is in the wheel; nothing is downloaded, and nothing
leaves the machine.
"""

from __future__ import annotations

from . import errors, tables
from ._explode import explode, spans
from ._extract import Extractor, extract, extract_all
from ._read import Results, Table, read
from ._run import run
from .errors import (
    ArticleError,
    BinaryNotFound,
    BroadsheetError,
    Interrupted,
    MissingExtra,
    RunFailed,
    UnfinishedRun,
    UsageError,
)
from .tables import Document

__all__ = [
    "ArticleError",
    "BinaryNotFound",
    "BroadsheetError",
    "Document",
    "Extractor",
    "Interrupted",
    "MissingExtra",
    "Results",
    "RunFailed",
    "Table",
    "UnfinishedRun",
    "UsageError",
    "errors",
    "explode",
    "extract",
    "extract_all",
    "read",
    "run",
    "spans",
    "tables",
]
