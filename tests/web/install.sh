# Sourced by run: `have GROUP` makes sure that a group of tools is there, and fails, loudly, when it is not.
# shellcheck shell=bash

# Installs Debian packages, when one may.
debian() {
  [ "$offline" = no ] || return 1
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "web: neither root nor sudo: cannot install $*" >&2; return 1; }
    as=(sudo)
  fi
  command -v apt-get >/dev/null || { echo "web: no apt-get: cannot install $*" >&2; return 1; }
  if [ -z "${updated-}" ]; then
    "${as[@]}" apt-get -qq update >"$work/apt" 2>&1 || { tail -5 "$work/apt" >&2; return 1; }
    updated=yes
  fi
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y "$@" \
    >"$work/apt" 2>&1 || { tail -5 "$work/apt" >&2; return 1; }
}

new_node() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'
}

# The driver and the checkers, from these very lists.
packages_group() {
  new_node || debian nodejs npm || return 1
  new_node || { echo "web: Node 20 or later is needed, found $(node --version)" >&2; return 1; }
  [ -f "$tools/node_modules/.filled" ] &&
    cat "$here/package.json" "$here/package-lock.json" | cmp -s - "$tools/node_modules/.filled" && return
  [ "$offline" = no ] || return 1
  cp "$here/package.json" "$here/package-lock.json" "$tools/"
  npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund --silent &&
    cat "$here/package.json" "$here/package-lock.json" >"$tools/node_modules/.filled"
}

browser_group() {
  CHROMIUM=${CHROMIUM-/usr/bin/chromium}
  [ -x "$CHROMIUM" ] || { debian chromium && [ -x "$CHROMIUM" ]; }
}

# For the Nu checker.
java_group() {
  command -v java >/dev/null || { debian default-jre-headless && command -v java >/dev/null; }
}

# Without Hangul on the screen, widths mean nothing.
fonts_group() {
  hangul() { command -v fc-list >/dev/null && fc-list :lang=ko | grep -q .; }
  hangul || { debian fontconfig fonts-nanum && hangul; }
}

have() {
  "$1_group" && return
  echo "web: $1: not there" >&2
  return 1
}
