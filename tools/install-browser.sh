#!/bin/sh
# The tests need a real browser: Debian's Chromium as root, otherwise Playwright's own.
set -eu
if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium …"
  apt-get update -qq && apt-get install -y -qq chromium >/dev/null && exit 0
fi
python -m playwright install chromium >/dev/null && exit 0
echo "The tests need Chromium and it could not be installed. Install it by hand (package chromium), then try again." >&2
exit 1
