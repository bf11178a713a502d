#!/bin/sh
# Print the path of a Python 3.10 that runs. Looked for on PATH, then among pyenv's versions;
# if neither has one, uv installs it. If that fails too, one error names the three ways.
set -u

scripts=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1

# A name is not enough: a pyenv shim is called python3.10 whether or not it can run. The modules
# are those that Rasa needs and that a Python built without their libraries lacks.
is_python_310() {
    [ -x "$1" ] && [ "$("$1" -c '
import ctypes, sqlite3, ssl, sys, zlib
print("%d.%d" % sys.version_info[:2])' </dev/null 2>/dev/null)" = 3.10 ]
}

use() {
    printf '%s\n' "$1"
    exit 0
}

# 1. Every folder on PATH, so that a broken one does not hide a good one behind it.
for name in python3.10 python3 python; do
    rest=${PATH:-}:
    while [ -n "$rest" ]; do
        folder=${rest%%:*}
        rest=${rest#*:}
        is_python_310 "${folder:-.}/$name" && use "${folder:-.}/$name"
    done
done

# 2. pyenv's versions, whichever of them is switched on.
for candidate in "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.10.*/bin/python; do
    is_python_310 "$candidate" && use "$candidate"
done

# 3. uv. Its own words are kept for the one error below.
echo "No Python 3.10 on PATH or in pyenv: uv fetches one (30 MB, under a minute) ..." >&2
UV_PYTHON_PREFERENCE=only-managed
export UV_PYTHON_PREFERENCE
unset UV_PYTHON
if said=$(sh "$scripts/get_uv.sh" 2>&1); then
    uv=$(printf '%s\n' "$said" | tail -n 1)
    if said=$("$uv" python install 3.10 </dev/null 2>&1); then
        candidate=$("$uv" python find --no-project 3.10 </dev/null 2>/dev/null)
        is_python_310 "$candidate" && use "$candidate"
        said="the Python it installed does not run"
    fi
fi

cat >&2 <<END
error: Quiver needs Python 3.10, and none was found or could be fetched. Do one of these, then
run make again:
  1. put a python3.10 that runs on PATH (your system's package manager may have one);
  2. with pyenv:  pyenv install 3.10
  3. with uv:     uv python install 3.10
(uv was tried last: $(printf '%s\n' "$said" | grep -v '^ *$' | tail -n 1 | cut -c 1-200))
END
exit 1
