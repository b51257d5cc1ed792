#!/bin/bash
# Sees to a Chromium for the tests of the page. Without one those tests skip, and say so.
set -u

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's chromium"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq -o DPkg::Lock::Timeout=300 update >/dev/null 2>&1
    if apt-get -qq -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends chromium >/dev/null </dev/null 2>&1; then exit 0; fi
fi
echo "No Chromium: the tests of the page are skipped; on Debian: apt-get install chromium" >&2
exit 0
