#!/bin/sh
# Runs the tests with other versions of what kbgen needs than those of the lock, in a virtual environment of their own:
#   lowest  the lowest that pyproject.toml allows of each direct dependency, so that its bounds are no guess
#   newest  the newest that it allows, so that a release which breaks kbgen is seen before a user sees it
# Tools of the tests are the newest in both. What follows the word is for pytest.
set -eu
cd "$(dirname "$0")/.."
versions=$1
shift
export UV_PROJECT_ENVIRONMENT=".venv-$versions" VIRTUAL_ENV="$PWD/.venv-$versions"
rm -rf "$VIRTUAL_ENV"
uv venv --quiet --python "$(command -v python3)" "$VIRTUAL_ENV"
bounds=$VIRTUAL_ENV/direct.txt
: >"$bounds"
if [ "$versions" = lowest ]; then
  # Of all that is resolved only kbgen's own dependencies are held: what those need may be as new as they allow.
  uv pip compile --quiet --resolution lowest-direct --no-header --annotation-style line --extra postgres pyproject.toml |
    grep 'via.*kbgen (pyproject.toml)' | sed 's/ .*//' >"$bounds"
fi
uv pip install --quiet --constraint "$bounds" --group dev --editable '.[postgres]'
uv pip freeze --quiet --exclude-editable >"$VIRTUAL_ENV/versions.txt"
echo "With $(wc -l <"$VIRTUAL_ENV/versions.txt") packages, listed in .venv-$versions/versions.txt:"
PATH="$VIRTUAL_ENV/bin:$PATH" exec "$VIRTUAL_ENV/bin/python" -m pytest -n "${WORKERS:-2}" --dist worksteal "$@"
