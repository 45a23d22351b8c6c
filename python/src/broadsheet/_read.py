"""The tables of a run, in the library of your choice."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import BroadsheetError, MissingExtra, UnfinishedRun
from .tables import COLUMNS, SCHEMA

if TYPE_CHECKING:
    import duckdb
    import pandas
    import polars
    import pyarrow


def read(out: str | os.PathLike[str]) -> Results:
    """Open the tables of a run that has ended. Nothing is loaded yet.

    Raises UnfinishedRun for a folder that is no run, or one that was stopped.
    """
    return Results(out)


class Results:
    """The tables of one run, each an attribute.

    ``rows`` is the number of rows of each table, and ``error_counts`` that of
    the table errors by code. The files are those that the run's commit records
    name; after an update, read again.
    """

    articles: Table
    entities: Table
    mentions: Table
    quotes: Table
    claims: Table
    sentences: Table
    errors: Table
    entity_links: Table
    catalog: Table
    duplicates: Table

    def __init__(self, out: str | os.PathLike[str]) -> None:
        self.path = Path(out)
        try:
            run = json.loads((self.path / "run.json").read_bytes())
        except FileNotFoundError:
            raise UnfinishedRun(f"{self.path} is not the folder of a run: it has no run.json") from None
        if run["format"] != "parquet":
            raise BroadsheetError(f"{self.path} was written with --format {run['format']}: only Parquet is read here")
        if run["schema"] != SCHEMA:
            raise BroadsheetError(
                f"{self.path} has version {run['schema']} of the tables, and this package reads version {SCHEMA}: "
                "install the package of that version, or run again with force=True"
            )
        records = self._records()
        self.rows: dict[str, int] = {name: sum(r["rows"].get(name, 0) for r in records) for name in COLUMNS}
        self.error_counts: dict[str, int] = {}
        files: dict[str, list[Path]] = {name: [] for name in COLUMNS}
        for record in records:
            for code, count in record["errors"].items():
                self.error_counts[code] = self.error_counts.get(code, 0) + count
            for file in record["files"]:
                table = file["path"].partition("/")[0]
                if table in files:
                    files[table].append(self.path / file["path"])
        self.tables: dict[str, Table] = {name: Table(self, name, paths) for name, paths in files.items()}
        self._connection: Any = None

    def _records(self) -> list[dict[str, Any]]:
        """The commit records, link's last. Only files that they name count."""
        commits = self.path / "commits"
        link = commits / "link.json"
        if not link.is_file():
            raise UnfinishedRun(f"the run in {self.path} has not ended: the command or call that began it goes on with it")
        return [json.loads(file.read_bytes()) for file in [*sorted(commits.glob("part-*.json")), link]]

    def __getattr__(self, name: str) -> Table:
        try:
            return self.__dict__["tables"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(f"no table {name!r}: there are {', '.join(COLUMNS)}") from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *COLUMNS]

    def __repr__(self) -> str:
        rows = ", ".join(f"{n:,} {name}" for name, n in self.rows.items())
        return f"<broadsheet.Results {str(self.path)!r}: {rows}>"

    def sql(self, query: str, params: Sequence[object] | None = None) -> duckdb.DuckDBPyRelation:
        """A DuckDB query over all tables, by their names.

        The result has .df(), .pl(), .arrow() and .fetchall(). Values go into
        ``params`` and not into the text of the query: ``where name = ?``.
        """
        if self._connection is None:
            connection = _need("duckdb", "duckdb").connect()
            for table in self.tables.values():
                files = ", ".join("'" + str(file).replace("'", "''") + "'" for file in table.files)
                connection.execute(f"create view {table.name} as select * from read_parquet([{files}])")
            self._connection = connection
        relation: duckdb.DuckDBPyRelation = self._connection.sql(query, params=params)
        return relation


class Table:
    """One table of a run. Loaded when it is asked for, and not kept."""

    def __init__(self, results: Results, name: str, files: list[Path]) -> None:
        self._results = results
        self.name = name
        self.files = files

    def __len__(self) -> int:
        return self._results.rows[self.name]

    def __bool__(self) -> bool:  # a table is there, with 0 rows too
        return True

    def __repr__(self) -> str:
        return f"<broadsheet.Table {self.name}: {len(self):,} rows>"

    @property
    def columns(self) -> dict[str, str]:
        """Column and type, as the data dictionary has them (docs/tables.md)."""
        return COLUMNS[self.name]

    def to_arrow(self, columns: Sequence[str] | None = None) -> pyarrow.Table:
        """A pyarrow Table, of all columns or those that are named."""
        parquet = _need("pyarrow.parquet", "arrow")
        arrow = _need("pyarrow", "arrow")
        names = None if columns is None else list(columns)
        table: pyarrow.Table = arrow.concat_tables([parquet.ParquetFile(file).read(columns=names) for file in self.files])
        return table

    def to_pandas(self, columns: Sequence[str] | None = None, **options: Any) -> pandas.DataFrame:
        """A pandas DataFrame. ``options`` are those of pyarrow.Table.to_pandas.

        Whole numbers with nulls become floats, as pandas does it; types_mapper=pandas.ArrowDtype
        keeps them.
        """
        _need("pandas", "pandas")
        frame: pandas.DataFrame = self.to_arrow(columns).to_pandas(**options)
        return frame

    def to_polars(self, columns: Sequence[str] | None = None) -> polars.DataFrame:
        """A polars DataFrame."""
        frames = _need("polars", "polars")
        frame: polars.DataFrame = frames.read_parquet(self.files, columns=None if columns is None else list(columns))
        return frame

    def sql(self, query: str, params: Sequence[object] | None = None) -> duckdb.DuckDBPyRelation:
        """A DuckDB query, as Results.sql: ``quotes.sql("select count(*) from quotes")``."""
        return self._results.sql(query, params)


def _need(module: str, extra: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as missing:
        raise MissingExtra(f'{module} is not installed: pip install "broadsheet[{extra}]"', name=missing.name) from missing
