#!/usr/bin/env bash
# Installs what building, running and testing Trine needs on Debian 12. Needs root, or a user with
# sudo. Does nothing (and needs no network) when all is there.
set -euo pipefail
packages=(
  g++ cmake ninja-build mold ccache pkg-config
  libboost-dev libboost-graph-dev librocksdb-dev libcapnp-dev capnproto libfmt-dev
  libcli11-dev libtomlplusplus-dev libsimdjson-dev nlohmann-json3-dev libcpp-httplib-dev
  tao-pegtl-dev libedit-dev
  libicu-dev libgumbo-dev libgmime-3.0-dev libmd4c-dev libpugixml-dev libarchive-dev libcsv-dev
  poppler-utils libtbb-dev libxxhash-dev libzstd-dev zlib1g-dev
  graphviz wordnet-base iso-codes
  catch2 librapidcheck-dev libbenchmark-dev clang-format clang-tidy universal-ctags
  python3 python3-dev python3-venv git
)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
    missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi
echo "install-deps: installing ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "install-deps: not root and no sudo; ask an administrator to run:" >&2
    echo "  apt-get install ${missing[*]}" >&2
    exit 1
  }
  as_root=(sudo)
fi
# The packages' own chatter is of no use; errors and warnings go to standard error.
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  "${missing[@]}" >/dev/null
