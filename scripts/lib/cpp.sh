# The parts written in C++, by preset of CMakePresets.json.

# What ccache has to be told where headers are precompiled.
export CCACHE_SLOPPINESS=pch_defines,time_macros

configure_cpp() {
    local preset=$1 options=()
    # Ninja repeats the configuration by itself where something has changed.
    [[ -f build/$preset/build.ninja ]] && return 0
    # Warnings are errors for us, not for those who only build; a cache that begins empty only costs.
    [[ ${CI:-} == true ]] && options+=(-DREFINERY_CCACHE=OFF)
    [[ ${CI:-} == true && $preset != tidy ]] && options+=(-DREFINERY_WERROR=ON)
    mkdir -p build
    cmake --preset "$preset" "${options[@]}" >"build/$preset.log" || {
        cat "build/$preset.log" >&2
        return 1
    }
}

# build_cpp PRESET [TARGET...]   with all cores.
build_cpp() {
    local preset=$1
    shift
    configure_cpp "$preset" || return
    cmake --build "build/$preset" ${1:+--target "$@"}
}

# test_cpp PRESET [CTEST OPTION...]   runs what is built, files beside each other, and adds to the
# counts.
test_cpp() {
    local preset=$1 folder="$root/build/$1" wrapper=() status=0
    shift
    # The thread sanitizer wants addresses where it expects them; newer kernels scatter them
    # further than it knows.
    if [[ $preset == tsan ]] && setarch --addr-no-randomize true 2>/dev/null; then
        wrapper=(setarch --addr-no-randomize)
    fi
    rm -f "$folder/counts" "$folder/Testing/Temporary/LastTestsFailed.log"
    REFINERY_TEST_COUNTS="$folder/counts" "${wrapper[@]}" ctest --test-dir "$folder" --output-on-failure \
        --no-tests=error --parallel "$(nproc)" "$@" | tee "$folder/ctest.log" || status=$?
    count_cpp "$folder"
    return "$status"
}

# Each program says how many test cases it ran. One that crashed or that is not Catch2's says
# nothing, and counts as one.
count_cpp() {
    local folder=$1 entries broken lines lines_broken cases
    entries=$(sed -n 's/.* tests\{0,1\} failed out of \([0-9]*\)$/\1/p' "$folder/ctest.log")
    broken=$(sed -n 's/.*, \([0-9]*\) tests\{0,1\} failed out of [0-9]*$/\1/p' "$folder/ctest.log")
    if [[ -z $entries ]]; then
        add_counts 0 1 0
        return
    fi
    touch "$folder/counts"
    read -r lines lines_broken cases <<<"$(awk '
        { lines += 1; broken += $2 > 0; passed += $1; failed += $2; skipped += $3 }
        END { print lines + 0, broken + 0, passed + 0, failed + 0, skipped + 0 }' "$folder/counts")"
    local passed failed skipped
    read -r passed failed skipped <<<"$cases"
    add_counts $((passed + (entries - broken) - (lines - lines_broken))) \
        $((failed + broken - lines_broken)) "$skipped"
}
