#!/bin/sh
# What the tests need beside Python packages: browsers of three engines, and the web servers that deploy/ has configurations for. As
# root they come from Debian's packages; else Chromium is Playwright's own. Without one of them the tests that need it are left out, and
# say so.
set -u
PATH=$PATH:/usr/sbin

has() { for name; do command -v "$name" >/dev/null && return 0; done; return 1; }
has_browser() { has chromium chromium-browser google-chrome; }

missing=
has nginx || missing="$missing nginx-light"
has caddy || missing="$missing caddy"
# Playwright's own Node needs a library that a small Debian lacks.
has_browser || missing="$missing chromium libatomic1"
has firefox-esr firefox || missing="$missing firefox-esr"
has WebKitWebDriver || missing="$missing webkit2gtk-driver"
has Xvfb || missing="$missing xvfb"
# The same browser without a window, in which a page is a quarter of the work: tests open pages in it, where it is there. Debian has
# it, Ubuntu does not; it is looked for once.
looked=.venv/.looked-for-headless-shell
if ! has chromium-headless-shell && [ ! -e "$looked" ]; then
  missing="$missing chromium-headless-shell"
  touch "$looked" 2>/dev/null
fi

if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && has apt-get; then
  echo "Installing$missing …"
  apt-get update -qq
  # One by one: where one is not to be had, the others still come.
  for package in $missing; do
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null 2>&1 ||
      echo "$package could not be installed; tests that need it are left out, or take longer."
  done
fi
if ! has_browser; then
  echo "Fetching Chromium …"
  python -m playwright install chromium >/dev/null 2>&1
fi
exit 0
