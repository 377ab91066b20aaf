#!/bin/sh
# Chromium and its driver for the tests of the review page, where they are missing and may be installed.
set -u
if { command -v chromium || command -v google-chrome; } >/dev/null && command -v chromedriver >/dev/null; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing chromium and chromium-driver for the browser tests"
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium chromium-driver fonts-dejavu-core >/dev/null; then
        exit 0
    fi
fi
echo "no chromium here: the browser tests are skipped; on Debian: apt-get install chromium chromium-driver" >&2
