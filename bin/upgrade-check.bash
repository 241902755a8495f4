#!/bin/bash
# Takes a database over from an older release under load: two servers behind a proxy are replaced
# one after the other, and no payment may fail. Also sourced by bin/release-check.bash.
#
#   bash bin/upgrade-check.bash OLD.tar.gz NEW.tar.gz
#
# Needs haproxy and curl. Run it as a user without rights, or as root.

upgrade_say() { printf 'upgrade: %s\n' "$*" >&2; }

upgrade_fail() {
  upgrade_say "failed: $*"
  exit 1
}

# upgrade_serve NAME FOLDER PORT: starts the server NAME from the release in FOLDER
upgrade_serve() {
  local name=$1 folder=$2 port=$3
  BATUA_DATABASE_URL=$UPGRADE_URL BATUA_DATABASE_MIGRATION_URL=$UPGRADE_OWNER \
    BATUA_KEY_RING_FILE=$UPGRADE_PLACE/base/development-keyring \
    BATUA_SIMULATOR_URL=$UPGRADE_SIMULATOR \
    BATUA_DASHBOARD_PORT=0 BATUA_LOG_FORMAT=json BATUA_BASE_URL=$UPGRADE_FRONT \
    "$folder/batua" serve --port "$port" --data-dir "$UPGRADE_PLACE/$name" \
    >>"$UPGRADE_PLACE/$name.log" 2>&1 &
  UPGRADE_PIDS[$name]=$!
  upgrade_wait "$port" "$name"
}

# upgrade_wait PORT NAME: until the server is ready
upgrade_wait() {
  local tries=0
  until curl -fsS -o /dev/null "http://127.0.0.1:$1/health/ready" 2>/dev/null; do
    if ((++tries > 600)) || ! kill -0 "${UPGRADE_PIDS[$2]}" 2>/dev/null; then
      tail -n 20 "$UPGRADE_PLACE/$2.log" >&2
      upgrade_fail "server $2 is not ready"
    fi
    sleep 0.1
  done
}

upgrade_stop() {
  kill "${UPGRADE_PIDS[$1]}" && wait "${UPGRADE_PIDS[$1]}"
  unset "UPGRADE_PIDS[$1]"
}

upgrade_text() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" | head -n 1; }

upgrade_call() {
  local path=$1
  shift
  curl -sS -m 30 -u "$UPGRADE_KEY:" "$UPGRADE_FRONT$path" "$@"
}

# pays again and again until the file `stop` is there; each payment is a line of paid or lost
upgrade_pay() {
  local who=$1 wallet token answer number=0
  wallet=$(upgrade_call "/customers/$who/wallets" -d gateway=MOBIKWIK -d command=authenticate |
    upgrade_text id)
  upgrade_call "/wallets/$wallet" -d command=link -d otp=123456 >/dev/null
  while [[ ! -e $UPGRADE_PLACE/stop ]]; do
    number=$((number + 1))
    token=$(upgrade_call "/customers/$who/wallets" | upgrade_text token)
    answer=$(upgrade_call /txns -d "order.order_id=$who-$number" -d order.amount=1 \
      -d "order.customer_id=$who" -d payment_method_type=WALLET -d payment_method=MOBIKWIK \
      -d format=json -d "direct_wallet_token=$token" 2>&1)
    if [[ $(upgrade_text status <<<"$answer") == CHARGED ]]; then
      printf '%s-%s\n' "$who" "$number" >>"$UPGRADE_PLACE/paid"
    else
      printf '%s-%s: %s\n' "$who" "$number" "$answer" >>"$UPGRADE_PLACE/lost"
    fi
  done
}

upgrade_proxy() {
  cat >"$UPGRADE_PLACE/haproxy.cfg" <<CFG
defaults
  mode http
  timeout connect 2s
  timeout client 20s
  timeout server 60s
  timeout check 5s
frontend pay
  bind 127.0.0.1:$1
  default_backend batua
backend batua
  option httpchk GET /health/ready
  default-server check inter 500ms fall 1 rise 1
  server one 127.0.0.1:$2
  server two 127.0.0.1:$3
CFG
  haproxy -f "$UPGRADE_PLACE/haproxy.cfg" >"$UPGRADE_PLACE/haproxy.log" 2>&1 &
  UPGRADE_PIDS[haproxy]=$!
}

# the old release's server with its own PostgreSQL and simulator; both serve the other two
upgrade_base() {
  local pass=$UPGRADE_PLACE/base/postgres.pgpass port
  BATUA_DASHBOARD_PORT=0 BATUA_HTTP_SHUTDOWN_DELAY_SECONDS=0 "$1/batua" serve --port "$2" \
    --simulator-port "$3" --data-dir "$UPGRADE_PLACE/base" >"$UPGRADE_PLACE/base.log" 2>&1 &
  UPGRADE_PIDS[base]=$!
  upgrade_wait "$2" base
  port=$(sed -n 4p "$UPGRADE_PLACE/base/postgres/postmaster.pid")
  UPGRADE_URL=postgres://batua:$(upgrade_password batua "$pass")@127.0.0.1:$port/batua
  UPGRADE_OWNER=postgres://batua_owner:$(upgrade_password batua_owner "$pass")@127.0.0.1:$port/batua
  UPGRADE_SIMULATOR=http://127.0.0.1:$3
  UPGRADE_KEY=$(upgrade_text api_key <"$UPGRADE_PLACE/base/dev.json")
}

# upgrade_payer CUSTOMER PHONE: a customer who pays in the background
upgrade_payer() {
  upgrade_call /customers -d "object_reference_id=$1" -d "mobile_number=$2" >/dev/null
  upgrade_pay "$1" &
  UPGRADE_PAYERS+=("$!")
}

# upgrade_replace NAME FOLDER PORT: ends a server and starts it anew from another release
upgrade_replace() {
  upgrade_stop "$1"
  upgrade_serve "$1" "$2" "$3"
  upgrade_say "server $1 is replaced: $(wc -l <"$UPGRADE_PLACE/paid") payments so far"
  sleep 3
}

upgrade_password() { awk -F: -v user="$1" '$4 == user { print $5; exit }' "$2"; }

upgrade_end() {
  local pid
  : >"$UPGRADE_PLACE/stop"
  for pid in "${UPGRADE_PIDS[@]}"; do kill "$pid" 2>/dev/null; done
  wait
  rm -rf -- "$UPGRADE_PLACE"
}

check_upgrade() {
  local old new port=$((20000 + RANDOM % 9000)) lost paid
  declare -gA UPGRADE_PIDS=()
  UPGRADE_PAYERS=()
  UPGRADE_PLACE=$(mktemp -d)
  UPGRADE_FRONT=http://127.0.0.1:$port
  trap upgrade_end EXIT
  old=$UPGRADE_PLACE/old new=$UPGRADE_PLACE/new
  mkdir -- "$old" "$new"
  tar -xzf "$1" -C "$old" --strip-components=1 || upgrade_fail "$1 cannot be unpacked"
  tar -xzf "$2" -C "$new" --strip-components=1 || upgrade_fail "$2 cannot be unpacked"
  upgrade_say "from $("$old/batua" --version) to $("$new/batua" --version)"
  upgrade_base "$old" $((port + 1)) $((port + 2))
  upgrade_serve one "$old" $((port + 3))
  upgrade_serve two "$old" $((port + 4))
  upgrade_proxy "$port" $((port + 3)) $((port + 4))
  sleep 2
  upgrade_payer asha 9100000001
  upgrade_payer ravi 9100000002
  sleep 3
  upgrade_replace one "$new" $((port + 3))
  upgrade_replace two "$new" $((port + 4))
  : >"$UPGRADE_PLACE/stop"
  wait "${UPGRADE_PAYERS[@]}"
  paid=$(wc -l <"$UPGRADE_PLACE/paid")
  lost=$(cat -- "$UPGRADE_PLACE/lost" 2>/dev/null)
  [[ -z $lost ]] || upgrade_fail "lost: $lost"
  upgrade_say "two servers replaced one after the other: $paid payments, none lost"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  set -u
  check_upgrade "$1" "$2"
fi
