# The release's check. Sourced by bin/release.bash, whose functions and variables it uses.
#
# What is made is made twice and compared; what is installed is installed on a clean Debian, in a
# root file system of its own, started as a user without rights, and used: a customer pays.

readonly CHECK_TOOLS=(mmdebstrap debootstrap skopeo umoci systemd-analyze npm)

# shellcheck source=bin/first-day.bash
source "$BATUA/bin/first-day.bash"

check() { say "check: $*"; }

fail() {
  say "check failed: $*"
  # what serves in the background would keep this check's pipes open
  jobs -p | while read -r group; do kill -- "-$group" 2>/dev/null; done
  exit 1
}

want_check_tools() {
  local tool missing=()
  [[ $(id -u) == 0 ]] || refuse "--check needs root, for root file systems of its own"
  for tool in "${CHECK_TOOLS[@]}"; do
    command -v "$tool" >/dev/null || missing+=("${tool/systemd-analyze/systemd}")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  command -v apt-get >/dev/null || refuse "--check needs ${missing[*]}"
  say "installing ${missing[*]}"
  apt-get -qq update >&2
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y install "${missing[@]}" >&2 ||
    refuse "cannot install ${missing[*]}"
}

# the same commit in another folder gives the same bytes
check_reproducible() {
  local clone=$PLACE/clone
  [[ -z $(git -C "$BATUA" status --porcelain) ]] || refuse "--check needs a clean work tree"
  git clone -q -- "$BATUA" "$clone"
  "$clone/batua" release "$PLACE/again" >/dev/null || fail "the second release was not made"
  diff -- "$1/SHA256SUMS" "$PLACE/again/SHA256SUMS" >&2 || fail "the second release differs"
  rm -rf -- "$clone" "$PLACE/again"
  check "made twice, byte for byte the same"
}

# inside ROOT COMMAND...: with processes of its own, which end with the first
inside() {
  local root=$1
  shift
  # shellcheck disable=SC2016  # the inner shell replaces
  unshare --mount --pid --fork --kill-child bash -c '
    root=$1 && shift
    mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" || exit
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"
    exit' \
    inside "$root" "$@"
}

# ends what runs in the background under $1, with its children
stop() {
  kill -- "-$1" && wait "$1" 2>/dev/null
}

clean_root() {
  rm -rf -- "$1"
  cp -a -- "$PLACE/debian" "$1"
}

make_clean_root() {
  debootstrap --variant=minbase --include=adduser,curl "$IMAGE_SUITE" "$PLACE/debian" \
    >"$PLACE/log" 2>&1 || fail "debootstrap: $(tail -n 1 "$PLACE/log")"
}

# wait_for FILE PID: until the file is there, or the process is not
wait_for() {
  local tries=0
  until [[ -s $1 ]]; do
    if ((++tries > 900)) || ! kill -0 "$2" 2>/dev/null; then
      tail -n 20 "$PLACE/log" >&2
      fail "no server came up"
    fi
    sleep 0.1
  done
}

# a customer links a wallet and pays at the development server that FILE describes
first_payment() {
  local port key customer wallet token answer tries=0
  port=$(text_of base_url <"$1") && port=${port##*:}
  key=$(text_of api_key <"$1")
  customer=$(speak "$port" "$key" POST /customers \
    'object_reference_id=first&mobile_number=9000000001' | text_of id)
  # where a machine is busy, a call may take longer than the server waits
  until [[ ${answer-} =~ \"linked\"\ *:\ *true ]]; do
    ((++tries <= 3)) || fail "no wallet was linked: $answer"
    wallet=$(speak "$port" "$key" POST "/customers/$customer/wallets" \
      'gateway=MOBIKWIK&command=authenticate' | text_of id)
    answer=$(speak "$port" "$key" POST "/wallets/$wallet" 'command=link&otp=123456')
  done
  token=$(speak "$port" "$key" GET "/customers/$customer/wallets" '' | text_of token)
  answer=$(speak "$port" "$key" POST /txns "order.order_id=first&order.amount=250.50\
&order.customer_id=$customer&payment_method_type=WALLET&payment_method=MOBIKWIK&format=json\
&direct_wallet_token=$token")
  [[ $(text_of status <<<"$answer") == CHARGED ]] || fail "the first payment: $answer"
}

# serve_and_pay WHAT ROOT DATA COMMAND...: starts a development server in ROOT and pays there
serve_and_pay() {
  local what=$1 root=$2 data=$3 pid started=$SECONDS
  shift 3
  check_version "$what" "$root"
  inside "$root" "$@" >"$PLACE/log" 2>&1 &
  pid=$!
  wait_for "$root$data/dev.json" "$pid"
  first_payment "$root$data/dev.json"
  stop "$pid"
  check "$what: started and took a payment in $((SECONDS - started)) s"
}

# the release in ROOT knows its version and its commit
check_version() {
  local found program=/usr/bin/batua
  [[ -e $2$program ]] || program=/opt/batua/batua
  found=$(inside "$2" "$program" --version)
  [[ $found == "batua $(version)" ]] || fail "$1: --version says $found (expected: $(version))"
}

as_nobody() { printf '%s\n' setpriv --reuid=65534 --regid=65534 --clear-groups; }

# check_archive WHAT ARCHIVE [JDK]
check_archive() {
  local root=$PLACE/root
  clean_root "$root"
  mkdir -p -- "$root/opt/batua" "$root/srv/data"
  tar -xzf "$2" -C "$root/opt/batua" --strip-components=1 --no-same-owner
  if [[ -n ${3:-} ]]; then cp -a -- "$3/." "$root/opt/jdk-25"; fi
  chown -R 65534:65534 "$root/opt/batua" "$root/srv/data"
  # shellcheck disable=SC2046  # words
  serve_and_pay "$1" "$root" /srv/data $(as_nobody) \
    /opt/batua/batua serve --data-dir /srv/data --port 0 --simulator-port 0
  rm -rf -- "$root"
}

check_package() {
  local root=$PLACE/root exposure
  clean_root "$root"
  cp -- "$1" "$root/batua.deb"
  inside "$root" dpkg -i /batua.deb >"$PLACE/log" 2>&1 || fail "dpkg -i: $(tail -n 3 "$PLACE/log")"
  [[ $(stat -c %a "$root/var/lib/batua") == 700 ]] || fail "/var/lib/batua is open to others"
  [[ $(stat -c %a "$root/etc/batua/config.yaml") == 640 ]] || fail "config.yaml is open to others"
  exposure=$(systemd-analyze security --offline=yes "$root/usr/lib/systemd/system/batua.service" |
    sed -n 's/.*Overall exposure level for [^:]*: \([0-9.]*\).*/\1/p')
  [[ -n $exposure && ${exposure%.*} -lt 2 ]] || fail "systemd-analyze security: $exposure"
  check "package: installed, exposure of the unit $exposure"
  serve_and_pay "package" "$root" /var/lib/batua/try runuser -u batua -- \
    batua serve --data-dir /var/lib/batua/try --port 0 --simulator-port 0
  check_production "$root"
  printf '# mine\n' >>"$root/etc/batua/config.yaml"
  inside "$root" dpkg -i /batua.deb >"$PLACE/log" 2>&1 || fail "dpkg -i again"
  grep -q '^# mine' "$root/etc/batua/config.yaml" || fail "an upgrade lost the configuration"
  inside "$root" dpkg --purge batua >"$PLACE/log" 2>&1 || fail "dpkg --purge"
  [[ -d $root/var/lib/batua/production && -s $root/etc/batua/keyring ]] ||
    fail "a removal lost the books or the keys"
  [[ ! -e $root/usr/lib/batua ]] || fail "a removal left the program"
  check "package: upgraded and removed, books and keys kept"
  rm -rf -- "$root"
}

# the steps of /etc/batua/config.yaml, then the unit's own command until it is ready
check_production() {
  local root=$1 pid tries=0 config=$1/etc/batua/config.yaml port=18473 management=18475
  inside "$root" batua keyring create /etc/batua/keyring >"$PLACE/log" 2>&1 ||
    fail "keyring: $(tail -n 3 "$PLACE/log")"
  inside "$root" chown batua: /etc/batua/keyring
  # as the unit's CacheDirectory does
  inside "$root" install -d -o batua -g batua -m 0700 /var/cache/batua
  sed -i -e 's/^#base_url/base_url/' -e "s/^port: .*/port: $port/" \
    -e "s/^  port: .*/  port: $management/" \
    -e 's:^data_dir.*:data_dir\: /var/lib/batua/production:' "$config"
  inside "$root" runuser -u batua -- batua merchant add shop --config /etc/batua/config.yaml \
    >"$PLACE/log" 2>&1 || fail "merchant add: $(tail -n 3 "$PLACE/log")"
  inside "$root" runuser -u batua -- batua key add shop --config /etc/batua/config.yaml \
    >"$PLACE/log" 2>&1 || fail "key add: $(tail -n 3 "$PLACE/log")"
  inside "$root" runuser -u batua -- env BATUA_CACHE_DIR=/var/cache/batua \
    batua serve --config /etc/batua/config.yaml \
    >"$PLACE/log" 2>&1 &
  pid=$!
  until speak "$management" none GET /health/ready '' 2>/dev/null | grep -q . ; do
    # the first start makes the class cache
    if ((++tries > 1200)) || ! kill -0 "$pid" 2>/dev/null; then
      tail -n 20 "$PLACE/log" >&2
      fail "the production server is not ready"
    fi
    sleep 0.1
  done
  stop "$pid"
  check "package: production server ready as the user batua"
}

check_image() {
  local root=$PLACE/image/rootfs pid tries=0
  skopeo inspect "oci-archive:$1" >"$PLACE/log" 2>&1 || fail "skopeo: $(tail -n 3 "$PLACE/log")"
  skopeo copy -q "oci-archive:$1" "oci:$PLACE/oci:check" || fail "skopeo copy"
  umoci unpack --image "$PLACE/oci:check" "$PLACE/image" >"$PLACE/log" 2>&1 ||
    fail "umoci: $(tail -n 3 "$PLACE/log")"
  [[ $(jq_user "$PLACE/image/config.json") == "$IMAGE_USER" ]] || fail "the image runs as root"
  check "image: layers and configuration are whole"
  check_version image "$root"
  # read-only but for its volume and /tmp, as --read-only --tmpfs /tmp would
  mount --bind "$root" "$root" && mount --bind "$root/var/lib/batua" "$root/var/lib/batua"
  mount -t tmpfs tmpfs "$root/tmp" && mount -o remount,ro,bind "$root"
  inside "$root" setpriv --reuid="$IMAGE_USER" --regid="$IMAGE_USER" --clear-groups env \
    BATUA_DATA_DIR=/var/lib/batua BATUA_PORT=18474 \
    /opt/batua/batua serve --simulator-port 0 >"$PLACE/log" 2>&1 &
  pid=$!
  wait_for "$root/var/lib/batua/dev.json" "$pid"
  first_payment "$root/var/lib/batua/dev.json"
  BATUA_PORT=18474 "$root/opt/batua/bin/health" || fail "the image's health check"
  stop "$pid"
  # the last of its processes ends a moment after the first
  until ! BATUA_PORT=18474 "$root/opt/batua/bin/health" 2>/dev/null; do
    ((++tries < 50)) || fail "a dead server is called alive"
    sleep 0.1
  done
  umount "$root/tmp" "$root/var/lib/batua" "$root"
  check "image: started on a read-only root file system and took a payment"
}

jq_user() { tr -d ' \t\n' <"$1" | sed -n 's/.*"user":{"uid":\([0-9]*\).*/\1/p'; }

check_manifests() {
  cp -R -- "$BATUA/packaging/kubernetes" "$PLACE/kubernetes"
  (cd -- "$PLACE/kubernetes" && npm ci --silent >&2 && node check.mjs "$1" >&2) ||
    fail "the Kubernetes manifests"
}

check_release() {
  local out=$1
  PLACE=$(mktemp -d)
  # each in the background gets a process group of its own, by which it is ended
  set -m
  trap 'rm -rf --one-file-system -- "$PLACE"' EXIT
  (cd -- "$out" && sha256sum --quiet -c SHA256SUMS) || fail "the checksums"
  check_manifests "$out/batua-$NUMBER-kubernetes.yaml"
  make_clean_root
  check_archive "archive with a runtime" "$out/batua-$NUMBER-linux-$ARCH.tar.gz"
  check_archive "archive for any JDK" "$out/batua-$NUMBER.tar.gz" "$JAVA"
  check_package "$out/batua_${DEBIAN_VERSION}_$DEBIAN_ARCH.deb"
  check_first_day "$out/batua_${DEBIAN_VERSION}_$DEBIAN_ARCH.deb"
  check_image "$out/batua-$NUMBER-image-$ARCH.tar"
  check_reproducible "$out"
  check "all is well"
}
