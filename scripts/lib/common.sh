# Sourced by every script: where we are, how we speak, how long things take.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

say() { printf '%s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# step TITLE COMMAND...   runs it, and says what it does and how long it took.
step() {
    local title=$1 started=$SECONDS status=0
    shift
    say "== $title"
    "$@" || status=$?
    if [[ $status == 0 ]]; then
        say "== $title: done in $((SECONDS - started)) s"
    else
        say "== $title: FAILED after $((SECONDS - started)) s"
    fi
    return "$status"
}

# Options of a script are few and fixed; its first comment is its help.
help_of() {
    sed -n '2,/^$/s/^# \{0,1\}//p' "$1"
}

source "$root/scripts/lib/packages.sh"
source "$root/scripts/lib/node.sh"
source "$root/scripts/lib/client.sh"
source "$root/scripts/lib/cpp.sh"
source "$root/scripts/lib/counts.sh"
