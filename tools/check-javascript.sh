#!/bin/sh
# Types of the scripts, from their JSDoc: TypeScript's compiler with everything strict, which writes nothing.
set -u
cd "$(dirname "$0")/.."
if [ ! -x node_modules/.bin/tsc ]; then
  [ -z "${NOTHING_LEFT_OUT:-}" ] || { echo "npm's typescript is missing: npm ci --ignore-scripts" >&2; exit 1; }
  echo "npm's packages are not installed; the types of scripts are left out."
  exit 0
fi
exec node_modules/.bin/tsc --project . --pretty false >&2
