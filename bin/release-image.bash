# The release as an OCI image. Sourced by bin/release.bash, whose functions it uses.
#
# Two layers: the packages of Debian that are essential, and Batua. No daemon is needed, and no
# image of others. The server runs as a user without rights; only its data directory is written to.

readonly IMAGE_SUITE=bookworm
readonly IMAGE_USER=10001

# the base layer, as mmdebstrap makes it: the same packages make the same bytes
image_base() {
  local user="batua:x:$IMAGE_USER:$IMAGE_USER:Batua:/var/lib/batua:/usr/sbin/nologin"
  # shellcheck disable=SC2016  # mmdebstrap replaces $1 by the folder that it fills
  SOURCE_DATE_EPOCH=$DATE mmdebstrap --quiet --variant=essential --format=tar \
    --include=libstdc++6,zlib1g,tzdata,ca-certificates \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --customize-hook="echo '$user' >>\"\$1/etc/passwd\"" \
    --customize-hook="echo 'batua:x:$IMAGE_USER:' >>\"\$1/etc/group\"" \
    --customize-hook='mkdir -m 0700 "$1/var/lib/batua"' \
    --customize-hook="chown $IMAGE_USER:$IMAGE_USER \"\$1/var/lib/batua\"" \
    "$IMAGE_SUITE" "$1" || refuse "mmdebstrap failed"
}

# blob FILE: moves the file to where its contents name it, prints that name
blob() {
  local sum
  sum=$(sha256sum -- "$1") && sum=${sum%% *}
  mv -- "$1" "$IMAGE/blobs/sha256/$sum"
  printf 'sha256:%s' "$sum"
}

# descriptor TYPE DIGEST: what a document says of a blob
descriptor() {
  printf '{"mediaType":"application/vnd.oci.image.%s","digest":"%s","size":%s}' "$1" "$2" \
    "$(wc -c <"$IMAGE/blobs/sha256/${2#sha256:}")"
}

# layer TAR: adds it compressed; sets LAYER_ID (of the plain tar) and LAYER (its descriptor)
layer() {
  LAYER_ID=$(sha256sum -- "$1") && LAYER_ID=sha256:${LAYER_ID%% *}
  gzip -n -9 <"$1" >"$1.gz" && rm -- "$1"
  LAYER=$(descriptor layer.v1.tar+gzip "$(blob "$1.gz")")
}

# image_config BASE-ID BATUA-ID: how the image is run
image_config() {
  cat <<JSON
{"architecture":"$DEBIAN_ARCH","os":"linux","created":"$(date -u -d "@$DATE" +%Y-%m-%dT%H:%M:%SZ)",
"config":{"User":"$IMAGE_USER:$IMAGE_USER","WorkingDir":"/var/lib/batua",
"Env":["PATH=/opt/batua:/usr/local/bin:/usr/bin:/bin","LANG=C.UTF-8","BATUA_HOST=0.0.0.0",
"BATUA_DATA_DIR=/var/lib/batua"],
"Entrypoint":["/opt/batua/batua"],"Cmd":["serve"],
"ExposedPorts":{"8080/tcp":{}},"Volumes":{"/var/lib/batua":{}},
"Healthcheck":{"Test":["CMD","/opt/batua/bin/health"],"Interval":10000000000,"Timeout":5000000000},
"Labels":{"org.opencontainers.image.title":"Batua","org.opencontainers.image.version":"$NUMBER",
"org.opencontainers.image.licenses":"Apache-2.0",
"org.opencontainers.image.base.name":"Debian $IMAGE_SUITE, essential packages"}},
"rootfs":{"type":"layers","diff_ids":["$1","$2"]}}
JSON
}

# image FOLDER FILE: the release in FOLDER as an OCI image in a tar
image() {
  local base base_id batua config manifest
  IMAGE=$WORK/image
  mkdir -p -- "$IMAGE/blobs/sha256" "$WORK/root/opt"
  image_base "$WORK/base.tar"
  layer "$WORK/base.tar"
  base=$LAYER base_id=$LAYER_ID

  cp -a -- "$1" "$WORK/root/opt/batua"
  archive "$WORK/root/opt" >"$WORK/batua.tar"
  layer "$WORK/batua.tar"
  batua=$LAYER

  image_config "$base_id" "$LAYER_ID" >"$WORK/config.json"
  config=$(descriptor config.v1+json "$(blob "$WORK/config.json")")
  printf '{"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s,%s]}' \
    application/vnd.oci.image.manifest.v1+json "$config" "$base" "$batua" >"$WORK/manifest.json"
  manifest=$(descriptor manifest.v1+json "$(blob "$WORK/manifest.json")")
  manifest="${manifest%\}},\"annotations\":{\"org.opencontainers.image.ref.name\":\"$NUMBER\"}}"
  printf '{"schemaVersion":2,"manifests":[%s]}' "$manifest" >"$IMAGE/index.json"
  printf '{"imageLayoutVersion":"1.0.0"}' >"$IMAGE/oci-layout"
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$DATE" --format=gnu \
    -C "$IMAGE" -cf "$2" blobs index.json oci-layout
}
