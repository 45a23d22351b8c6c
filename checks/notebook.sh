#!/usr/bin/env bash
# Executes examples/analysis.ipynb in a fresh virtual environment with this
# platform's wheel, fails where a cell does, and says where its text is not that
# of the committed notebook. Needs Go, Python 3.11 or later and PyPI.
#
#   checks/notebook.sh            check it
#   checks/notebook.sh --write    put the new outputs into it
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# No settings of the user's decide what a plot looks like.
export MPLCONFIGDIR="$scratch/matplotlib" IPYTHONDIR="$scratch/ipython" JUPYTER_CONFIG_DIR="$scratch/jupyter"
unset PYTHONPATH BROADSHEET

python/build.sh --out "$scratch/wheels"
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip --disable-pip-version-check install --quiet --requirement checks/notebook.txt
"$scratch/venv/bin/python" -m pip --disable-pip-version-check install --quiet --no-index "$scratch"/wheels/*.whl
# The kernel is that of this environment, whatever others the machine has.
PATH="$scratch/venv/bin:$PATH" JUPYTER_DATA_DIR="$scratch/venv/share/jupyter" \
	"$scratch/venv/bin/python" checks/notebook.py "$@"
