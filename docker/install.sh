#!/usr/bin/env bash
# Builds the program in an image and installs it without sources: a launcher that never builds, jars, and the
# native libraries out of their jars.
#
# usage: docker/install.sh DIRECTORY [MAVEN_OPTION...]
set -euo pipefail

home=$1
shift
options=("$@")
if [ -f /run/secrets/maven-settings ]; then
  options+=(--settings /run/secrets/maven-settings)
fi
if [ -f /run/secrets/truststore ]; then
  export MAVEN_OPTS="${MAVEN_OPTS-} -Djavax.net.ssl.trustStore=/run/secrets/truststore"
fi

# Tests and format are the business of .ci/run.
mvn -B -q -ntp -DskipTests -Dspotless.check.skip -Djacoco.skip "${options[@]}" package

natives=$home/target/natives
mkdir -p "$natives"
cp -r study experiments LICENSE "$home"
cp -r target/optimizer-study.jar target/lib "$home/target"
for jar in "$home"/target/lib/*-linux-*.jar; do
  if unzip -Z1 "$jar" | grep -q '\.so'; then
    unzip -q -o -j "$jar" '*.so*' -d "$natives"
    rm "$jar"
  fi
done
# The system's own is newer; ND4J's preset of OpenBLAS asks for it under a second name.
rm -f "$natives/libgcc_s.so.1"
ln -s libopenblas.so.0 "$natives/libopenblas_nolapack.so.0"
chmod -R a+rX,go-w "$home"
