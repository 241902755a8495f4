# The launcher's test command. Sourced by ./batua, whose functions and variables it uses.

test_usage() {
  cat <<'TEXT'
usage: ./batua test [--proofs | --quick | --gateway NAME] [MAVEN-ARGUMENT...]

  ./batua test                  build everything, run every check and every test but the proofs
  ./batua test --proofs         the proofs, which take minutes: crash cycles, the bench, every
                                page in every form, models, faults that alert, others' tools
  ./batua test --quick          unit and feature tests: no browser, no server processes, nothing
                                slow, no Error Prone, no bench, no crash test
  ./batua test --gateway NAME   the tests of one gateway: its front in the simulator, its
                                connector, the main flow through the API (NAME: MOBIKWIK, ...)
  ./batua test --help           print this text

Other arguments go to Maven, as in: ./batua test --quick -Dtest=MoneyTest
TEXT
}

# prints the names of the packages that hold a connector, with the codes of their gateways
gateways() {
  local file
  for file in "$CONNECTORS"/*/*Connector.java; do
    printf '%s %s\n' "$(basename -- "$(dirname -- "$file")")" \
      "$(sed -n 's/.*new GatewayCode("\([A-Z]*\)").*/\1/p' "$file" | head -n 1)"
  done
}

lower() { printf '%s' "$1" | tr '[:upper:]' '[:lower:]'; }

# sets PACKAGE and CODE of the gateway that $1 names by either
find_gateway() {
  local wanted package code
  wanted=$(lower "$1")
  while read -r package code; do
    if [[ $wanted == "$package" || $wanted == "$(lower "$code")" ]]; then
      PACKAGE=$package CODE=$code
      return 0
    fi
  done <<<"$(gateways)"
  return 1
}

# Modules that need nothing of each other are built side by side. The bill of materials is made by
# the proofs, which package as well.
all_tests() {
  alone maven -B -ntp verify -T 2 -DexcludedGroups=proof -Dcyclonedx.skip=true "$@"
}

# Compiles without Error Prone, into folders of its own, and runs what is asked for. The log, which
# many tests fill with failures that are meant, is beside the reports.
quickly() {
  alone maven -B -ntp test -P quick -pl postgres,simulator,gateway \
    -Dmaven.test.redirectTestOutputToFile=true -Dsurefire.failIfNoSpecifiedTests=false "$@"
}

# what needs a browser or processes of its own, and what takes long, is tagged
quick_tests() { quickly -DexcludedGroups=browser,process,proof,slow "$@"; }

# what takes long to prove is tagged; the log of the proofs is read as that of the tests is
proofs() {
  alone maven -B -ntp verify -Dgroups=proof,log -Dspotless.check.skip=true \
    -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.failIfNoSpecifiedTests=false "$@"
}

# installs, where it may, the programs that tests start
want_programs() {
  want_chromium
  want_proxies
  want_spin
  want_node
  want_prometheus
  want_psql
}

gateway_tests() {
  local tests
  find_gateway "$1" ||
    refuse "gateway $1: unknown (expected: one of $(gateways | sed 's/.* //' | tr '\n' ' '))"
  shift
  tests="org/batua/simulator/$(lower "$CODE")/*Test"
  tests+=",org/batua/gateway/connector/$PACKAGE/*Test,EveryGatewayTest"
  quickly -Dtest="$tests" -Dbatua.gateway="$CODE" "$@"
}

# install_packages WHAT FOR_WHAT DEBIAN_PACKAGE...: only root can install unasked
install_packages() {
  local what=$1 for_what=$2
  shift 2
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || return 1
  say "installing $what for $for_what"
  apt-get -qq update >&2 || say "apt-get update failed; trying with what is known"
  # only the programs: no server of theirs may start on this machine
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -qq -y install "$@" >&2
}

# the tests of the pages fail without a browser
want_chromium() {
  local place
  for place in "${BATUA_CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser \
    /usr/bin/google-chrome /Applications/Chromium.app/Contents/MacOS/Chromium \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [[ -n $place && -x $place ]]; then return 0; fi
  done
  install_packages Chromium "the tests of the pages" chromium && return 0
  say "no Chromium found: the tests of the pages will fail. Install it, or set BATUA_CHROMIUM:"
  say "  Debian, Ubuntu  apt-get install chromium"
  say "  Fedora          dnf install chromium"
  say "  macOS           brew install --cask chromium"
}

# the tests of the proxies in front fail without them
want_proxies() {
  command -v nginx >/dev/null && command -v haproxy >/dev/null &&
    command -v pgbouncer >/dev/null && return 0
  install_packages "nginx, HAProxy and PgBouncer" "the tests of the proxies" \
    nginx-light haproxy pgbouncer && return 0
  say "no nginx, HAProxy or PgBouncer: the tests of the proxies will fail. Install them:"
  say "  Debian, Ubuntu  apt-get install nginx-light haproxy pgbouncer"
  say "  Fedora          dnf install nginx haproxy pgbouncer"
  say "  macOS           brew install nginx haproxy pgbouncer"
}

# the models of the protocol are checked by Spin, which makes a C program of each
want_spin() {
  command -v spin >/dev/null && command -v gcc >/dev/null && return 0
  install_packages "Spin and a C compiler" "the models of the protocol" spin gcc libc6-dev &&
    return 0
  say "no Spin or no gcc found: ModelTest will fail. Install them:"
  say "  Debian, Ubuntu  apt-get install spin gcc"
  say "  macOS           brew install spin"
}

# the check of the OpenAPI documents and of a TypeScript shop runs in Node; npm brings the rest
want_node() {
  command -v npm >/dev/null && node_is_new && return 0
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    say "installing Node and npm for the check of the OpenAPI documents"
    apt-get -qq update >&2 || say "apt-get update failed; trying with what is known"
    if DEBIAN_FRONTEND=noninteractive apt-get -qq -y install nodejs npm >&2 && node_is_new; then
      return 0
    fi
  fi
  say "no Node $NODE_MAJOR.$NODE_MINOR or newer with npm found: TypeScriptClientIT will fail."
  say "  Debian, Ubuntu  apt-get install nodejs npm (or a newer one from nodejs.org)"
  say "  Fedora          dnf install nodejs"
  say "  macOS           brew install node"
}

readonly NODE_MAJOR=20 NODE_MINOR=19

node_is_new() {
  local version
  version=$(node --version 2>/dev/null) || return 1
  [[ $version =~ ^v([0-9]+)\.([0-9]+)\. ]] || return 1
  ((BASH_REMATCH[1] > NODE_MAJOR ||
    (BASH_REMATCH[1] == NODE_MAJOR && BASH_REMATCH[2] >= NODE_MINOR)))
}

# the runbook's lines for PostgreSQL's own program are run
want_psql() {
  command -v psql >/dev/null && return 0
  install_packages "psql" "the test of the runbook's lines for it" postgresql-client && return 0
  say "no psql found: DatabaseRunbookTest will fail. Install it:"
  say "  Debian, Ubuntu  apt-get install postgresql-client"
  say "  Fedora          dnf install postgresql"
  say "  macOS           brew install libpq"
}

# the alerts are tried in a real Prometheus, and unit-tested by its promtool
want_prometheus() {
  command -v prometheus >/dev/null && command -v promtool >/dev/null && return 0
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    say "installing Prometheus for the tests of the alerts"
    apt-get -qq update >&2 || say "apt-get update failed; trying with what is known"
    # only the programs: no server may start on this machine
    if RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
      apt-get -qq -y install --no-install-recommends prometheus >&2; then return 0; fi
  fi
  say "no prometheus or promtool found: the tests of the alerts will fail. Install them:"
  say "  Debian, Ubuntu  apt-get install prometheus"
  say "  Fedora          dnf install golang-github-prometheus"
  say "  macOS           brew install prometheus"
}

run_tests() {
  readonly CONNECTORS=$BATUA/gateway/src/main/java/org/batua/gateway/connector
  local mode=${1:-} name
  PACKAGE='' CODE=''
  case $mode in
    -h | --help)
      test_usage
      return 0
      ;;
    *) ;;
  esac
  find_java jdk
  need_maven
  case $mode in
    --proofs)
      shift
      want_programs
      proofs "$@"
      ;;
    --quick)
      shift
      quick_tests "$@"
      ;;
    --gateway | --gateway=*)
      name=${mode#--gateway}
      name=${name#=}
      shift
      if [[ -z $name ]]; then
        [[ -n ${1:-} ]] || refuse "--gateway needs a name: ./batua test --help"
        name=$1
        shift
      fi
      gateway_tests "$name" "$@"
      ;;
    *)
      want_programs
      all_tests "$@"
      ;;
  esac
}
