#!/bin/sh
# Print the path of a uv that runs. One that the machine has is used if it is recent enough;
# otherwise the release pinned in requirements-uv.txt is put into .venv-uv by any Python 3.8+.
# The path is the last line printed; what goes wrong is told on stderr.
set -u

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd) || exit 1
home=$root/.venv-uv
pins=$root/requirements-uv.txt

# Local settings that would change where and what pip installs; the pins alone decide here.
unset PIP_CONSTRAINT PIP_FIND_LINKS PIP_PREFIX PIP_REQUIREMENT PIP_REQUIRE_VIRTUALENV
unset PIP_TARGET PIP_USER PYTHONHOME PYTHONPATH
PIP_DISABLE_PIP_VERSION_CHECK=1
PIP_NO_INPUT=1
export PIP_DISABLE_PIP_VERSION_CHECK PIP_NO_INPUT

recent() { # Does this uv run, and is it 0.5 or later?
    version=$("$1" --version </dev/null 2>/dev/null) || return 1
    version=${version#uv }
    version=${version%% *}
    major=${version%%.*}
    minor=${version#*.}
    minor=${minor%%.*}
    case $major$minor in '' | *[!0-9]*) return 1 ;; esac
    [ "$major" -gt 0 ] || [ "$minor" -ge 5 ]
}

runs() { # Does this Python run, and is it 3.8 or later?
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 8))' </dev/null >/dev/null 2>&1
}

install_with() { # Put the pinned uv into .venv-uv with this Python; quiet unless it fails.
    rm -rf "$home"
    set -- "$1" -m pip install -qq --no-deps --require-hashes --only-binary :all: -r "$pins"
    if "$1" -m venv "$home" </dev/null >/dev/null 2>&1; then
        shift
        "$home/bin/python" "$@" </dev/null
    else # No venv here (Debian splits it off), but perhaps a pip.
        rm -rf "$home"
        "$@" --target "$home" </dev/null
    fi
}

for candidate in "$(command -v uv 2>/dev/null)" "${HOME:-}/.local/bin/uv"; do
    if [ -x "$candidate" ] && recent "$candidate"; then
        printf '%s\n' "$candidate"
        exit 0
    fi
done

if cmp -s "$pins" "$home/installed.txt" && recent "$home/bin/uv"; then
    printf '%s\n' "$home/bin/uv"
    exit 0
fi

tried=no
for candidate in "$@" python3 python python3.13 python3.12 python3.11 python3.10 python3.9 \
    "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.*/bin/python; do
    runs "$candidate" || continue
    tried=yes
    if install_with "$candidate" && recent "$home/bin/uv"; then
        cp "$pins" "$home/installed.txt" || exit 1
        printf '%s\n' "$home/bin/uv"
        exit 0
    fi
done

rm -rf "$home"
if [ "$tried" = yes ]; then
    echo "error: uv could not be installed; is the network there, and has this Python pip or venv?" >&2
else
    echo "error: uv could not be installed: no Python 3.8 or later runs here." >&2
fi
exit 1
