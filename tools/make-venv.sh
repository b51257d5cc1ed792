#!/bin/bash
# Makes the virtual environment $1 with the first Python that can, those before others for which the locks were made, or says which package is missing.
set -eu

fits='import sys; sys.exit(sys.version_info < (3, 11))'
able='import ensurepip, venv'
found=""
for python in ${PYTHON:-python3.12 python3.11 python3 python3.13 python3.14}; do
    "$python" -c "$fits" 2>/dev/null || continue
    found="$python"
    "$python" -c "$able" 2>/dev/null || continue
    echo "Making $1 with $("$python" --version)"
    exec "$python" -m venv --clear "$1"
done

if [ -z "$found" ]; then
    echo "make: no Python 3.11 or newer (${PYTHON:-python3}); on Debian or Ubuntu: apt-get install python3 python3-venv" >&2
else
    version=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "make: $found cannot make a virtual environment; on Debian or Ubuntu: apt-get install python$version-venv" >&2
fi
exit 1
