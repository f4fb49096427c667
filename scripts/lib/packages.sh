# What the distribution has to bring, by purpose.

# Plain libboost-dev is 1.74 on Debian 12, so Boost is asked for by name.
boost_package() {
    local name
    for name in libboost1.81-dev libboost1.83-dev; do
        if is_installed "$name"; then
            echo "$name"
            return
        fi
    done
    case "$(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-}")" in
        "ubuntu "*) echo libboost1.83-dev ;;
        *) echo libboost1.81-dev ;;
    esac
}

build_packages() {
    echo g++ cmake ninja-build pkg-config ccache "$(boost_package)" rapidjson-dev libhiredis-dev \
        libsqlite3-dev libssl-dev libcli11-dev libspdlog-dev libfmt-dev prometheus-cpp-dev \
        libqrencode-dev libutf8proc-dev
}

redis_packages() { echo redis-server; }

test_packages() {
    # A font, so that the browser's pages have a height.
    echo "$(build_packages)" "$(redis_packages)" catch2 chromium fonts-dejavu-core
}

check_packages() { echo "$(build_packages)" catch2 clang-format clang-tidy; }

is_installed() {
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

as_root() {
    if [[ $EUID == 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "This needs root, and there is no sudo. As root, run: $*"
    fi
}

# install_missing PACKAGE...   says what it installs; nothing where all is there.
install_missing() {
    local name missing=()
    command -v dpkg-query >/dev/null ||
        die "This script installs packages of Debian 12 or Ubuntu 24.04. Elsewhere, install the" \
            "like of these and build as CONTRIBUTING.md says: $*"
    for name in "$@"; do
        is_installed "$name" || missing+=("$name")
    done
    [[ ${#missing[@]} -gt 0 ]] || return 0
    step "Installing ${missing[*]}" apt_install "${missing[@]}"
}

apt_install() {
    as_root apt-get update -q </dev/null || return
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" \
        </dev/null || return
    # We need Redis as a program that we start ourselves. Its package also starts a service, which
    # nobody here asked for.
    if [[ " $* " == *" redis-server "* && -d /run/systemd/system ]]; then
        say "Switching off the Redis service that the package has just started"
        as_root systemctl disable --now --quiet redis-server
    fi
}
