# The parts written in TypeScript: the page, and the tests that drive a browser.

# install_modules FOLDER   npm ci, once for each lock file and each Node.
install_modules() {
    local folder=$1 stamp="$1/node_modules/.installed" wanted
    wanted="$(node --version) $(sha256sum <"$folder/package-lock.json")"
    if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then
        return 0
    fi
    step "Installing the packages of $folder" npm ci --prefix "$folder" --no-audit --no-fund || return
    printf '%s\n' "$wanted" >"$stamp"
}

# lay_out_browser_tests --check|--write   by the rules of the client, whose packages are installed.
lay_out_browser_tests() {
    (cd web-client && npx --no-install prettier --log-level warn --config .prettierrc.json "$1" \
        '../tests/end_to_end/**/*.ts')
}

# Everything that the built client is made of, as one hash.
client_sources() {
    {
        node --version
        find web-client -path web-client/node_modules -prune -o -path web-client/dist -prune -o \
            -path web-client/tests -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
    } | sha256sum
}

build_client() {
    local stamp=build/client.stamp sources
    install_modules web-client || return
    sources=$(client_sources)
    if [[ -f web-client/dist/index.html && -f $stamp && $(<"$stamp") == "$sources" ]]; then
        say "== Building the client: nothing has changed"
        return 0
    fi
    step "Building the client" npm run --prefix web-client --silent build || return
    mkdir -p build
    printf '%s\n' "$sources" >"$stamp"
}
