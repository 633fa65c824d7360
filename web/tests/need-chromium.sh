#!/usr/bin/env bash
# Says where a Chromium for the browser tests is. Where there is none, or no Arabic and Hebrew letters to draw with, and
# the system's packages can be installed, installs them; else says what is missing.
set -euo pipefail

say() { echo "need-chromium: $*" >&2; }

find_chromium() {
  if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" && return 0
    say "CHROMIUM names \`$CHROMIUM\`, which cannot be run"
    exit 1
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return 0
  done
  return 1
}

has_letters() {
  command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ar family)" ] && [ -n "$(fc-list :lang=he family)" ]
}

missing=()
find_chromium >/dev/null || missing+=(chromium)
has_letters || missing+=(fontconfig fonts-noto-core)
if [ ${#missing[@]} -gt 0 ]; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    # The list of packages may be missing or old.
    apt-get install -y --no-install-recommends "${missing[@]}" >&2 ||
      { apt-get update >&2 && apt-get install -y --no-install-recommends "${missing[@]}" >&2; }
  else
    say "please install: ${missing[*]} (a Chromium elsewhere is named by CHROMIUM)"
    exit 1
  fi
fi
find_chromium
