#!/usr/bin/env bash
# Everything that must hold of a commit: it builds without a warning, its headers stand alone, its
# tests pass, its code is formatted, and a program can be built on what it installs.
#   tools/test.sh [ctest options]
# TRINE_TEST_SKIP="python lint sanitizers" leaves out the steps that it names.
# Needs Debian 12 and root, or a user with sudo.
set -euo pipefail
cd "$(dirname "$0")/.."

started=$SECONDS
wanted() { case " ${TRINE_TEST_SKIP-} " in *" $1 "*) return 1 ;; esac; }
step() { printf '\n== %s (%s s)\n' "$*" "$((SECONDS - started))"; }

step "packages"
tools/install-deps.sh

step "format"
git ls-files -z '*.h' '*.cc' | xargs -0 clang-format --dry-run --Werror

step "build, warnings as errors"
command -v ccache >/dev/null && export CMAKE_CXX_COMPILER_LAUNCHER=ccache
cmake --preset ci -DCMAKE_VERIFY_INTERFACE_HEADER_SETS=ON >/dev/null
cmake --build --preset ci -j "$(nproc)"

step "public headers stand alone"
cmake --build --preset ci -j "$(nproc)" --target all_verify_interface_header_sets

step "tests"
ctest --preset ci -j "$(nproc)" "$@"

if wanted python; then
  step "the Python package"
  venv=build/ci-python
  if python3 -m venv $venv >/dev/null 2>&1 && $venv/bin/pip install -q nanobind pytest networkx pandas; then
    cmake --preset ci -DTRINE_PYTHON=ON -DPython_EXECUTABLE="$PWD/$venv/bin/python" >/dev/null
    cmake --build --preset ci -j "$(nproc)" --target _trine
    PYTHONPATH=build/ci/tools/python $venv/bin/python -m pytest -q -p no:cacheprovider tools/python/tests
    cmake --preset ci -DTRINE_PYTHON=OFF >/dev/null
  else
    echo "NOTICE: not tested: PyPI (nanobind, pytest) can't be reached from here"
  fi
fi

if wanted lint; then
  step "clang-tidy on what the latest commit changed"
  tools/lint.sh --since HEAD~1 || echo "NOTICE: clang-tidy has something to say, see above"
fi

step "install, and a program that uses it"
prefix=$PWD/build/ci-install
rm -rf "$prefix" build/ci-consumer
cmake --install build/ci --prefix "$prefix" >/dev/null
cmake -S tests/consumer -B build/ci-consumer -G Ninja -DCMAKE_PREFIX_PATH="$prefix" >/dev/null
cmake --build build/ci-consumer
store=$(mktemp -d)
build/ci-consumer/consumer "$store/db" >/dev/null
rm -rf "$store"
build/ci-consumer/readme | grep -q meet  # the README's snippet, with the installed model
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name trine.pc)") \
  sh -c 'c++ tests/consumer/main.cc -o build/ci-consumer/by-pkg-config $(pkg-config --cflags --libs trine)'
"$prefix/bin/trine" --version

if wanted sanitizers; then
  step "tests under the address and undefined-behaviour sanitizers"
  cmake --preset asan >/dev/null
  cmake --build --preset asan -j "$(nproc)" --target trine_{schema,extract,storage,graph,tools}_tests
  ctest --preset asan -j "$(nproc)" -R '^(schema|extract|storage|graph|tools)$'
fi

step "all is well"
