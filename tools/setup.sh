# shellcheck shell=bash
# What ./run and ./test share: installing packages and building. To be sourced, not run.

top=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

die() {
  say "$@"
  exit 2
}

# The packages of these sections of tools/packages.txt that are not here: needed_packages build test
needed_packages() {
  local section='' package command
  while read -r package command; do
    case $package in
      '' | '#'*) continue ;;
      '['*) section=${package//[\[\]]/} && continue ;;
    esac
    [[ " $* " == *" $section "* ]] || continue
    [[ -n $command ]] && command -v "$command" >/dev/null && continue
    is_installed "$package" || printf '%s\n' "$package"
  done <"$top/tools/packages.txt"
}

is_installed() {
  [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# Runs a command as root, by sudo where we are not root.
as_root() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  elif [[ -t 0 ]]; then
    sudo "$@"
  else
    sudo --non-interactive "$@" # nobody is there to type a password
  fi
}

# Installs what is missing of these sections; touches neither apt nor the network where nothing is.
install_missing() {
  local missing
  read -r -a missing <<<"$(needed_packages "$@" | tr '\n' ' ')" # mapfile < <(…) would need /proc
  [[ ${#missing[@]} -gt 0 ]] || return 0
  command -v apt-get >/dev/null ||
    die "this is no Debian: please install the counterparts of: ${missing[*]}"
  [[ $EUID -eq 0 ]] || command -v sudo >/dev/null ||
    die "packages are missing, and this is neither root nor is there sudo; as root, run:" \
      "apt-get install --no-install-recommends ${missing[*]}"

  say "installing ${missing[*]}"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  as_root "${apt[@]}" update || say "apt-get update failed; trying with the package lists that are here"
  as_root "${apt[@]}" install --yes --no-install-recommends "${missing[@]}" ||
    die "apt-get could not install: ${missing[*]}"
}

# Configures and builds a preset: build_preset release [-DNAME=VALUE...] [-- TARGET...]
build_preset() {
  local preset=$1 options=() targets=()
  shift
  while [[ $# -gt 0 && $1 != -- ]]; do
    options+=("$1")
    shift
  done
  [[ $# -gt 1 ]] && targets=(--target "${@:2}")
  cmake -S "$top" --preset "$preset" "${options[@]}" >&2 || die "cmake could not configure $preset"
  cmake --build "$top/build/$preset" "${targets[@]}" >&2 || die "the build of $preset failed"
}
