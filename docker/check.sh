#!/usr/bin/env bash
# Builds the image of the last commit, trains one trial in it as an unprivileged user on a read-only file system without
# network, and checks the results on the host.
#
# usage: docker/check.sh [BUILD_OPTION...]      for example --secret id=truststore,src=/etc/ssl/certs/java/cacerts
#
# Uses Docker if its engine responds. Otherwise, as root: buildah builds the image, and chroot enters its file system in
# separate namespaces. If the base image cannot be pulled, debootstrap creates one of the same Debian release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

image=optimizer-study:check
base=localhost/debian:bookworm-slim
trial='*.adam.*'

fail() {
  echo "check.sh: $1" >&2
  exit 1
}

need() { # program...
  for program in "$@"; do
    command -v "$program" >/dev/null ||
      fail "program not found: $program; required without a Docker engine (apt-get install buildah debootstrap util-linux)"
  done
}

work=$(mktemp -d)
container=
cleanup() {
  [ -z "$container" ] || buildah rm "$container" >/dev/null
  rm -rf "$work"
}
trap cleanup EXIT

uid=$(id -u)
gid=$(id -g)
results=$work/results
mkdir "$results"
if [ "$uid" = 0 ]; then
  uid=10001
  gid=10001
  chown "$uid:$gid" "$results"
fi
chmod 755 "$work"

# A clone contains only committed files, and its .git is a directory even if this is a worktree.
git clone -q --depth 1 "file://$PWD" "$work/context"
commit=$(git rev-parse HEAD)

docker_build() {
  docker build -f docker/Dockerfile -t "$image" --label "org.opencontainers.image.revision=$commit" "$@" "$work/context"
}

docker_run() { # entrypoint argument...
  docker run --rm --read-only --network none --cap-drop ALL --security-opt no-new-privileges --user "$uid:$gid" \
    -v "$results:/study/results" --entrypoint "$1" "$image" "${@:2}"
}

docker_size() {
  docker image inspect --format '{{.Size}}' "$image"
}

debian() {
  buildah inspect --type image "$base" >/dev/null 2>&1 && return
  echo "check.sh: the base image cannot be pulled; creating one with debootstrap" >&2
  mkdir "$work/base"
  debootstrap --variant=minbase --include=ca-certificates bookworm "$work/root" >&2
  rm -rf "$work/root/var/cache/apt/archives" "$work/root/var/lib/apt/lists" "$work/root/usr/share/"{doc,man,locale}
  tar -C "$work/root" -cf "$work/base/root.tar" .
  rm -rf "$work/root"
  printf 'FROM scratch\nADD root.tar /\n' >"$work/base/Dockerfile"
  buildah bud -q --isolation chroot -t "$base" "$work/base" >&2
}

buildah_build() {
  pinned=$(sed -n 's/^ARG BASE=//p' "$work/context/docker/Dockerfile")
  if buildah pull -q "$pinned" >/dev/null 2>&1; then
    base=$pinned
  else
    debian
  fi
  buildah bud --layers --isolation chroot --pull-never --build-arg "BASE=$base" -f docker/Dockerfile -t "$image" \
    --label "org.opencontainers.image.revision=$commit" "$@" "$work/context"
  container=$(buildah from --pull-never "$image")
  root=$(buildah mount "$container")
}

buildah_run() { # entrypoint argument...
  mapfile -t environment < <(buildah inspect --format '{{range .OCIv1.Config.Env}}{{println .}}{{end}}' "$container" | sed '/^$/d')
  directory=$(buildah inspect --format '{{.OCIv1.Config.WorkingDir}}' "$container")
  # shellcheck disable=SC2016  # expanded inside
  unshare --mount --net --pid --fork bash -c '
    set -euo pipefail
    root=$1 results=$2 user=$3
    mount --bind "$results" "$root/study/results"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -o remount,bind,ro "$root"
    exec chroot --userspec="$user" --groups= "$root" /usr/bin/env -i "${@:4}"
  ' - "$root" "$results" "$uid:$gid" -C "$directory" "${environment[@]}" "$@"
}

buildah_size() {
  buildah inspect --type image --format '{{.FromImageID}}' "$image" |
    xargs buildah images --json | sed -n 's/.*"size": "\(.*\)".*/\1/p' | head -1
}

if docker version >/dev/null 2>&1; then
  engine=docker
else
  need buildah debootstrap unshare
  [ "$(id -u)" = 0 ] || fail "user: must be root without a Docker engine, found $(id -un)"
  if buildah --storage-driver overlay info >/dev/null 2>&1; then
    export STORAGE_DRIVER=overlay
  else
    export STORAGE_DRIVER=vfs
  fi
  engine=buildah
fi

echo "check.sh: building with $engine"
"${engine}_build" "$@"

echo "check.sh: training one trial as user $uid"
"${engine}_run" /opt/study/study doctor
"${engine}_run" /opt/study/study run quick --only "$trial" --epochs 1 2>&1 | tee "$work/log"

records=$results/records.csv
[ -f "$records" ] || fail "not found on the host: $records"
[ "$(stat -c %u "$records")" = "$uid" ] || fail "$records: must belong to user $uid, found $(stat -c %u "$records")"
awk -F, '
  NR == 1 { for (i = 1; i <= NF; i++) if ($i == "test_accuracy") column = i; next }
  { rows++; accuracy = $column }
  END {
    if (rows != 1) { print "records.csv must have one record, found " rows + 0; exit 1 }
    if (accuracy <= 0.96) { print "Adam must be above 0.96 after one epoch, found " accuracy; exit 1 }
    print "check.sh: test accuracy after one epoch " accuracy
  }' "$records"
grep -q "\"commit\" : \"$commit\"" "$results"/trials/*/trial.json ||
  fail "trial.json: must name commit $commit, found $(grep '"commit"' "$results"/trials/*/trial.json)"
[ -s "$results/report.html" ] || fail "not found: $results/report.html"
if grep -iE 'warn|error|exception' "$work/log"; then
  fail "output: must have no warnings or errors, found the lines above"
fi

echo "check.sh: checking the image"
# shellcheck disable=SC2016  # expanded inside
"${engine}_run" /bin/bash -c '
  set -eu
  for path in /x /study/x /opt/study/x /tmp/x; do
    if touch "$path" 2>/dev/null; then echo "$path: must not be writable" >&2; exit 1; fi
  done
  for path in /root/.m2 /src /opt/study/pom.xml /run/secrets/truststore /run/secrets/maven-settings; do
    if [ -e "$path" ]; then echo "$path: must not be in the image" >&2; exit 1; fi
  done
  if command -v mvn javac; then echo "image: must not contain build tools" >&2; exit 1; fi
  du -sh /opt/java /opt/study/natives /opt/study/target /usr 2>/dev/null'
echo "check.sh: size $("${engine}_size")"
echo "check.sh: OK"
