# A Redis of our own: on a free port of this machine alone, and whatever it confirms is on disk.

redis_pid=
redis_url=

# start_redis FOLDER   an absolute one that is there; sets redis_url.
start_redis() {
    local folder=$1 port try
    for try in {1..20}; do
        # Below the range from which the system takes ports for outgoing connections.
        port=$((20000 + RANDOM % 12000))
        # In a session of its own: Ctrl-C is for the server first.
        setsid redis-server --bind 127.0.0.1 --port "$port" --dir "$folder" \
            --logfile "$folder/redis.log" --daemonize no --save '' \
            --appendonly yes --appendfsync always --maxmemory-policy noeviction &
        redis_pid=$!
        if redis_answers "$port"; then
            redis_url="redis://127.0.0.1:$port"
            say "Redis is running at $redis_url; it keeps everything in $folder"
            return 0
        fi
    done
    redis_pid=
    die "Redis does not start; $folder/redis.log says why"
}

# Waits until our process answers there, however much it has to load. False where it has ended,
# as it does where somebody else has the port.
redis_answers() {
    local port=$1
    while kill -0 "$redis_pid" 2>/dev/null; do
        if redis-cli -h 127.0.0.1 -p "$port" info 2>/dev/null | tr -d '\r' |
            grep -e "^process_id:$redis_pid\$" -e '^loading:0$' | wc -l | grep -q 2; then
            return 0
        fi
        sleep 0.1
    done
    wait "$redis_pid" || true
    return 1
}

stop_redis() {
    [[ -n $redis_pid ]] || return 0
    kill -TERM "$redis_pid" 2>/dev/null || true
    wait "$redis_pid" || true
    redis_pid=
}
