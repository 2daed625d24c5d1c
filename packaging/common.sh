# shellcheck shell=bash
# Shared by packaging/run and packaging/test; sourced, not run. They set root, the top folder of the source.
: "${root:?set by whoever sources this}"

fail() {
    echo "tagbench: $*" >&2
    exit 1
}

# install_packages: what packages.txt names and this machine lacks. Silent and offline when nothing is missing.
install_packages() {
    command -v dpkg-query >/dev/null 2>&1 ||
        fail "this is not a Debian or Ubuntu machine; install what packaging/packages.txt lists by hand, then build with CMake (preset release)"
    local name missing=()
    while read -r name; do
        case $name in '' | '#'*) continue ;; esac
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done <"$root/packaging/packages.txt"
    [ ${#missing[@]} -eq 0 ] && return
    echo "Installing ${#missing[@]} packages: ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || fail "these packages are missing and sudo is not there: ${missing[*]}"
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq || fail "the package lists cannot be fetched; is the network there?"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" ||
        fail "not all packages could be installed: ${missing[*]}"
}

# build_jobs: as many compilers as there are cores, but 1.5 GB of memory for each.
build_jobs() {
    local cores memory_kb by_memory
    cores=$(nproc)
    memory_kb=$(awk '/^MemAvailable/ {print $2}' /proc/meminfo)
    by_memory=$((memory_kb / 1500000))
    [ "$by_memory" -ge 1 ] || by_memory=1
    [ "$by_memory" -lt "$cores" ] && cores=$by_memory
    echo "$cores"
}

# build_tree PRESET [cmake argument...]: configures and builds into the preset's folder.
build_tree() {
    local preset=$1
    shift
    (cd "$root" && cmake --preset "$preset" "$@") || fail "the build could not be configured (preset $preset)"
    (cd "$root" && cmake --build --preset "$preset" -j "$(build_jobs)") || fail "the build failed (preset $preset)"
}
