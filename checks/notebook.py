"""Executes examples/analysis.ipynb and holds its outputs against those that are
committed: text to the character; of pictures, that there is one.

    notebook.py            report what differs, and fail where a cell does
    notebook.py --write    put the new outputs into the notebook
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NOTEBOOK = Path(__file__).resolve().parent.parent / "examples" / "analysis.ipynb"
LARGEST = 500_000


def text_of(cell: Any) -> list[str]:
    """What a cell printed and showed, without what differs from run to run."""
    found = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "image/png" in data:
            found.append("(a picture)")
        else:
            found.append(output.get("text", "") or data.get("text/plain", ""))
    return found


def main() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    committed = [text_of(cell) for cell in notebook.cells]
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOK.parent)}})
    try:
        client.execute()
    except CellExecutionError as failed:
        sys.exit(f"a cell of {NOTEBOOK.name} fails:\n{failed}")
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # clocks
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                sys.exit(f"a cell of {NOTEBOOK.name} warns:\n{output['text']}")
    differ = [n for n, cell in enumerate(notebook.cells) if text_of(cell) != committed[n]]
    if sys.argv[1:] == ["--write"]:
        notebook.metadata.pop("widgets", None)
        notebook.metadata["language_info"] = {"name": "python"}
        nbformat.validate(notebook)
        nbformat.write(notebook, NOTEBOOK)
        print(f"{NOTEBOOK.name}: {len(differ)} cells with other text, {NOTEBOOK.stat().st_size / 1000:.0f} kB")
    else:
        for n in differ:
            print(f"cell {n} gives\n{text_of(notebook.cells[n])}\nand the notebook has\n{committed[n]}\n")
        if differ:
            sys.exit(f"{len(differ)} cells of {NOTEBOOK.name} have other text than the committed notebook: checks/notebook.sh --write takes it over")
        print(f"{NOTEBOOK.name}: {len(notebook.cells)} cells, all text as committed")
    if NOTEBOOK.stat().st_size > LARGEST:
        sys.exit(f"{NOTEBOOK.name} is larger than {LARGEST} bytes")


if __name__ == "__main__":
    main()
