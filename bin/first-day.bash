# The first day of an operator. Sourced by bin/release-check.bash, whose functions it uses.
#
# docs/first-day.md is a transcript; its commands are run in a clean root file system, and what they
# print must be what the page shows.

# the lines of a page's transcript, commands and what they printed
# shellcheck disable=SC2016  # backticks of the page
first_day_page() { sed -n '/^```console$/,/^```$/{/^```/!p}' "$1"; }

# what differs each time, and lines of the log, which a command may write as it ends
first_day_mask() {
  sed -E -e '/^$|^\{"@timestamp"|^[0-9:.]{12} [A-Z]+ /d' \
    -e 's/\b(key|cst|wlt|txn|rfd|pac)_[0-9A-Za-z]+/\1_…/g' \
    -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/TIME/g' \
    -e 's/commit [0-9a-f]+/commit …/' -e 's/\b[0-9a-f]{16,64}…?$/HEX/' \
    -e 's/\b[0-9]+ (files|MB|s|ms)\b/N \1/g' \
    -e 's/batua[_ ](\(?)[0-9]+\.[0-9]+\.[0-9]+(~snapshot|-SNAPSHOT)?/batua \1VERSION/g' \
    -e 's/batua_VERSION/batua VERSION/g'
}

# first_day_script PAGE: the page's commands, each printed before it is run
first_day_script() {
  local line
  printf 'cd /root\n'
  first_day_page "$1" | sed -n 's/^# //p' | while IFS= read -r line; do
    # what was printed before may have had no end of line
    printf "printf '\\\\n%%s\\\\n' %q\n%s\n" "# $line" "$line"
  done
}

# first_day_inside ROOT: runs the script there, with a network of its own
first_day_inside() {
  # shellcheck disable=SC2016  # the inner shell replaces
  unshare --mount --pid --net --fork --kill-child bash -c '
    mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && ip link set lo up || exit
    chroot "$1" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 bash /first-day' \
    inside "$1"
}

# check_first_day PACKAGE [PAGE]: leaves the transcript in $PLACE/first-day
check_first_day() {
  local root=$PLACE/root page=${2:-$BATUA/docs/first-day.md}
  clean_root "$root"
  cp -- "$1" "$root/batua_${DEBIAN_VERSION}_amd64.deb"
  first_day_script "$page" | sed "s/batua_[0-9.]*_amd64/batua_${DEBIAN_VERSION}_amd64/" \
    >"$root/first-day"
  first_day_inside "$root" >"$PLACE/first-day" 2>&1
  diff <(first_day_page "$page" | first_day_mask) <(first_day_mask <"$PLACE/first-day") >&2 ||
    fail "the first day went otherwise than docs/first-day.md says"
  check "package: the first day of an operator is as docs/first-day.md tells it"
  rm -rf -- "$root"
}
