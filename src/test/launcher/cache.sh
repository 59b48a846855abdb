#!/usr/bin/env bash
# Tests where the program that is built unpacks its native libraries, on file systems made for it. Needs root.
#
# usage: src/test/launcher/cache.sh      prints what failed, and exits with 1 then
set -uo pipefail
unset STUDY_CACHE XDG_CACHE_HOME STUDY_JAVA_OPTS

study=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)/study
[ "$(id -u)" = 0 ] || {
  echo "cache.sh: must be run by root, who mounts file systems, found $(id -un)" >&2
  exit 2
}
work=$(mktemp -d)
mounted=$work/mounted
mkdir "$mounted"
trap 'umount "$mounted" 2>/dev/null; rm -rf "$work"' EXIT
chmod 755 "$work"
printf '0,0\n1,2\n' >"$work/gradients.csv"
failures=0

# Starts a command that loads the libraries.
run() { # environment...
  env "$@" "$study" trace --optimizer adam --learning-rate 0.001 "$work/gradients.csv" \
    >"$work/out" 2>"$work/err"
  code=$?
}

fail() {
  failures=$((failures + 1))
  printf 'FAILED: %s\n%s\n' "$1" "$(sed 's/^/  | /' "$work/out" "$work/err")"
}

works() { # title
  [ "$code $(cat "$work/out")" = "0 -9.999997E-4,-9.999999E-4" ] || fail "$1: must work, found $code"
}

refuses() { # title word
  [ "$code" = 2 ] || fail "$1: exit code must be 2, found $code"
  [ "$(grep -vc '^study: loading' "$work/err")" = 1 ] || fail "$1: must print one line"
  grep -qF -- "$2" "$work/err" || fail "$1: must say: $2"
  grep -qF "set STUDY_CACHE to a directory of your own" "$work/err" || fail "$1: must say what to do"
}

mount -t tmpfs -o noexec,mode=755 tmpfs "$mounted"
run STUDY_CACHE="$mounted"
refuses "mounted noexec" "mounted noexec"
run HOME="$mounted"
refuses "home mounted noexec" "mounted noexec"
umount "$mounted"

mount -t tmpfs -o ro tmpfs "$mounted"
run HOME="$mounted"
refuses "home read-only" "read-only file system"
run HOME="$mounted" STUDY_CACHE="$work/given"
works "home read-only, with STUDY_CACHE"
[ "$(stat -c %a "$work/given/javacpp")" = 700 ] || fail "must be closed to others"
umount "$mounted"

mount -t tmpfs -o size=50m,mode=755 tmpfs "$mounted"
run STUDY_CACHE="$mounted"
refuses "too small" "460 MiB"
umount "$mounted"

# A directory that another user has made, in a place where anybody may.
mkdir -m 1777 "$work/tmp"
mkdir -m 755 "$work/tmp/javacpp"
chown nobody "$work/tmp/javacpp"
run STUDY_CACHE="$work/tmp"
refuses "made by another user" "must belong to user root, found nobody"
mkdir "$work/link"
ln -s "$work/tmp/javacpp" "$work/link/javacpp"
run STUDY_CACHE="$work/link"
refuses "a link to it" "must belong to user root, found nobody"
mkdir -m 755 "$work/open"
mkdir -m 777 "$work/open/javacpp"
run STUDY_CACHE="$work/open"
refuses "open to others" "rwxrwxrwx"

[ "$failures" != 0 ] || echo "cache: all as it must be"
[ "$failures" = 0 ]
