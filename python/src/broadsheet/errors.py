"""What can go wrong, one class for each thing that a caller may do about it."""

from __future__ import annotations

__all__ = [
    "ArticleError",
    "BinaryNotFound",
    "BroadsheetError",
    "Interrupted",
    "MissingExtra",
    "RunFailed",
    "UnfinishedRun",
    "UsageError",
]


class BroadsheetError(Exception):
    """What all errors of this package are, Interrupted excepted."""


class BinaryNotFound(BroadsheetError):
    """The program itself is not there: neither in the wheel nor elsewhere."""


class MissingExtra(BroadsheetError, ImportError):
    """A library is needed that was not installed with the package."""


class UsageError(BroadsheetError, ValueError):
    """Wrong options, or a folder that is refused (exit code 2)."""


class RunFailed(BroadsheetError, RuntimeError):
    """The program failed (exit code 1), or was killed.

    After a run that failed because of a disk, the same call goes on.
    """

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


class Interrupted(KeyboardInterrupt):
    """A run was stopped (exit code 130). The same call goes on with it.

    It is a KeyboardInterrupt, so that ``except Exception`` does not swallow it.
    """


class UnfinishedRun(BroadsheetError):
    """A folder is no run, or the run in it has not ended."""


class ArticleError(BroadsheetError):
    """One article could not be read or annotated; the others are not touched.

    ``code`` is one of those that the table errors has (empty_text, too_large,
    over_budget, ...), ``detail`` says it for a person, and ``index`` is the
    number of the article in the input, from 0.
    """

    def __init__(self, code: str, detail: str, index: int = 0) -> None:
        super().__init__(code, detail, index)
        self.code = code
        self.detail = detail
        self.index = index

    def __str__(self) -> str:
        return f"article {self.index}: {self.code}: {self.detail}"
