#!/bin/sh
# Makes a virtual environment where Python came without the means (Debian keeps them in a package of its own).
set -eu
venv=$1
rm -rf "$venv"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing python3-venv …"
  apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
  exec python3 -m venv "$venv"
fi
echo "Python cannot make virtual environments here. Install Debian's python3-venv, then try again." >&2
exit 1
