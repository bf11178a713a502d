#!/bin/sh
# Get the browser that the tests of the web chat drive: Debian's Chromium, where apt is there and
# may be used. Everywhere else those tests are skipped, and this says so. It never fails.
set -u

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
    echo "No Chromium here: the browser tests will be skipped. On Debian or Ubuntu, as root:" >&2
    echo "    apt-get install chromium fonts-liberation" >&2
    exit 0
fi
echo "Installing Chromium for the browser tests (about a minute) ..." >&2
export DEBIAN_FRONTEND=noninteractive
{ apt-get update -qq &&
    apt-get install -y -qq --no-install-recommends chromium fonts-liberation; } >/dev/null 2>&1 ||
    echo "Chromium could not be installed: the browser tests will be skipped." >&2
exit 0
