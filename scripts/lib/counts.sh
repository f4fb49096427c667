# Adds up what many test runners report, in a file, since some of them run in sub-shells.

counts_file=build/counts

reset_counts() {
    mkdir -p build
    : >"$counts_file"
}

# add_counts PASSED FAILED SKIPPED
add_counts() { printf '%s %s %s\n' "$@" >>"$counts_file"; }

# The closing line; false where something failed.
print_counts() {
    awk '
        { passed += $1; failed += $2; skipped += $3 }
        END {
            printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
            exit failed > 0
        }' "$counts_file"
}
