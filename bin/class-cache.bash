# The launcher's class cache. Sourced by ./batua, whose functions and variables it uses.
#
# A JVM that finds its classes read, linked and known from an earlier run starts in a fraction of
# the time. The JVM itself compares the cache with the jars and with its own version, and does
# without when they differ.

readonly PRACTICE_PAYMENTS=200

has_cache() {
  find_jar gateway || return 1
  # an empty one says that it cannot be made here
  [[ -f $CACHE && $CACHE -nt $JAR ]]
}

# speak PORT KEY METHOD PATH FORM: prints the answer's body
speak() {
  local authorization line length=${#5}
  authorization=$(printf '%s:' "$2" | base64 | tr -d '\n')
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic %s\r\n' "$3" "$4" \
    "$authorization" >&3
  printf 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %s\r\n' \
    "$length" >&3
  printf '\r\n%s' "$5" >&3
  length=0
  while IFS= read -r -t 30 line <&3 && [[ $line != $'\r' ]]; do
    case $line in
      [Cc]ontent-[Ll]ength:*) length=${line#*:} && length=${length//[!0-9]/} ;;
      *) ;;
    esac
  done
  head -c "$length" <&3
  exec 3>&-
}

# the first text named $1 in what is read
text_of() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" | head -n 1; }

# A customer links a wallet and pays, again and again: what is done here, the server knows from its
# first second, and what is done often it compiles sooner.
practise() {
  local file=$1 port key customer wallet token order
  port=$(text_of base_url <"$file") && port=${port##*:}
  key=$(text_of api_key <"$file")
  customer=$(speak "$port" "$key" POST /customers \
    'object_reference_id=practice&mobile_number=9000000001' | text_of id)
  wallet=$(speak "$port" "$key" POST "/customers/$customer/wallets" \
    'gateway=MOBIKWIK&command=authenticate' | text_of id)
  speak "$port" "$key" POST "/wallets/$wallet" 'command=link&otp=123456' >/dev/null
  for ((order = 1; order <= PRACTICE_PAYMENTS; order++)); do
    speak "$port" "$key" GET "/wallets/$wallet" '' >/dev/null
    token=$(speak "$port" "$key" GET "/customers/$customer/wallets" '' | text_of token)
    speak "$port" "$key" POST /txns "order.order_id=practice$order&order.amount=1\
&order.customer_id=$customer&payment_method_type=WALLET&payment_method=MOBIKWIK&format=json\
&direct_wallet_token=$token" >/dev/null
  done
  speak "$port" "$key" POST /orders/practice1/refunds 'unique_request_id=practice' >/dev/null
  speak "$port" "$key" GET /orders/practice1 ''
}

make_cache() {
  local place=${CACHE%/*}/practice pid tries=0 name
  say "making the class cache (once for each build)"
  rm -rf -- "$place" && mkdir -p -- "$place" || return
  (
    # what is set for the operator's server is not for this one
    for name in ${!BATUA_@}; do unset "$name"; done
    find_jar simulator
    # shellcheck disable=SC2034  # start of ./batua reads it
    PROPERTIES=("-Dbatua.simulator.classpath=$JAR:$LIBRARIES/*"
      "-XX:AOTCacheOutput=$place/aot")
    cd -- "$place" || exit
    start gateway org.batua.gateway.Main serve --data-dir "$place/data" --port 0 --simulator-port 0
  ) >"$place/log" 2>&1 &
  pid=$!
  until [[ -s $place/data/dev.json ]]; do
    if ((++tries > 600)) || ! kill -0 "$pid" 2>/dev/null; then break; fi
    sleep 0.1
  done
  practise "$place/data/dev.json" >>"$place/log" 2>&1
  kill "$pid" 2>/dev/null
  wait "$pid"
  if [[ -s $place/aot ]]; then
    mv -f -- "$place/aot" "$CACHE"
  else
    say "no class cache: the server starts more slowly (see $place/log)"
    : >"$CACHE"
  fi
  rm -rf -- "$place/data"
}

# a server that may write beside its jar; who may not does without
ensure_cache() {
  [[ ${BATUA_BUILD:-} != never && -w ${CACHE%/*} ]] || return 0
  has_cache && return 0
  [[ -n $JAVA ]] || find_java java
  alone make_cache_once
}

make_cache_once() {
  has_cache || make_cache
  return 0
}
