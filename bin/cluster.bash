# What a crash test of a cluster needs of the machine. Sourced by ./batua, whose functions it uses.

# whether the arguments of crash-test ask for a cluster
names_cluster() {
  local argument
  for argument in "$@"; do
    [[ $argument != --cluster ]] || return 0
  done
  return 1
}

has_cluster() {
  local program
  for program in etcd patroni ip ss setpriv; do
    command -v "$program" >/dev/null || return 1
  done
  /usr/bin/python3 -c 'import etcd, psycopg2' 2>/dev/null || return 1
  compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null
}

# installs, where it may, PostgreSQL, Patroni and etcd, and starts none of them
want_cluster() {
  if [[ $(id -u) != 0 ]]; then
    refuse "a cluster needs root, for its network namespaces"
  fi
  has_cluster && return 0
  if command -v apt-get >/dev/null; then
    say "installing PostgreSQL, Patroni and etcd for the cluster"
    apt-get -qq update >&2 || say "apt-get update failed; trying with what is known"
    # only the programs: no server of theirs may start on this machine
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends \
      postgresql patroni etcd-server python3-etcd python3-psycopg2 iproute2 util-linux >&2 || true
    ! has_cluster || return 0
  fi
  refuse "no PostgreSQL, Patroni or etcd: on Debian, apt-get install postgresql patroni etcd-server"
}
