# The checksums of the libraries that are shipped, sourced by the launcher.
#
# MODULE/dependencies.sha256 lists every library of a module, in the form of sha256sum. A build
# whose libraries are others, or that has one more or less, fails. After a change of versions:
#
#   bash bin/dependencies.bash gateway >gateway/dependencies.sha256

# prints the checksums of the libraries in directory $1
library_checksums() {
  local tool=(sha256sum)
  # macOS has another program for it
  command -v sha256sum >/dev/null || tool=(shasum -a 256)
  # our own modules are no libraries
  (cd -- "$1" && "${tool[@]}" -- *.jar | grep -v "  batua-" | LC_ALL=C sort -k 2)
}

# prints list $1 without the bundled PostgreSQLs that are not in directory $2: each kind of machine
# has one of them
expected_checksums() {
  local sum name
  while read -r sum name; do
    case $name in
      embedded-postgres-binaries-*) [[ -f $2/$name ]] || continue ;;
      *) ;;
    esac
    printf '%s  %s\n' "$sum" "$name"
  done <"$1" | LC_ALL=C sort -k 2
}

# compares the libraries of module $1 of the tree $2 with their list; prints what differs
libraries_match() {
  local folder=$2/$1/target/lib found
  found=$(library_checksums "$folder") || return 1
  diff <(expected_checksums "$2/$1/dependencies.sha256" "$folder") <(printf '%s\n' "$found") >&2
}

# a library that came with other bytes than those that were reviewed must not be run
libraries_as_listed() {
  local module
  for module in gateway simulator; do
    libraries_match "$module" "$BATUA" || {
      say "the libraries of $module differ from $module/dependencies.sha256, see above"
      return 1
    }
  done
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  set -u
  library_checksums "$(dirname -- "${BASH_SOURCE[0]}")/../$1/target/lib"
fi
