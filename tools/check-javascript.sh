#!/bin/sh
# Types of the scripts, from their JSDoc: TypeScript's compiler with everything strict, which writes nothing.
# In search/ parameters need no type yet (TS7005 to TS7034); whatever has a type there is checked like the rest.
set -u
cd "$(dirname "$0")/.."
if [ ! -x node_modules/.bin/tsc ]; then
  [ -z "${NOTHING_LEFT_OUT:-}" ] || { echo "npm's typescript is missing: npm ci --ignore-scripts" >&2; exit 1; }
  echo "npm's packages are not installed; the types of scripts are left out."
  exit 0
fi
said=$(node_modules/.bin/tsc --project . --pretty false)
wrong=$(printf '%s\n' "$said" | grep 'error TS' | grep -vE '^theme/assets/javascripts/search/.*error TS70(05|06|23|24|31|34):')
[ -z "$wrong" ] || { printf '%s\n' "$wrong" >&2; exit 1; }
