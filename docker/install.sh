#!/usr/bin/env bash
# Builds the program in an image and installs it without sources: the launcher, the jars, and the native libraries
# extracted from their jars.
#
# usage: docker/install.sh DIRECTORY [PROFILE]
#   PROFILE   cuda or spark, built in target/PROFILE; without it the CPU build in target
set -euo pipefail

home=$1
profile=${2-}
build=target${profile:+/$profile}

options=()
[ -z "$profile" ] || options+=("-P$profile")
[ ! -f /run/secrets/maven-settings ] || options+=(--settings /run/secrets/maven-settings)
[ ! -f /run/secrets/truststore ] ||
  export MAVEN_OPTS="${MAVEN_OPTS-} -Djavax.net.ssl.trustStore=/run/secrets/truststore"

# .ci/run covers tests, formatting and the bill of materials.
mvn -B -q -ntp -DskipTests -Dspotless.check.skip -Djacoco.skip -Dcyclonedx.skip "${options[@]}" package

mkdir -p "$home/$build" "$home/natives"
cp -r study experiments LICENSE docker/spark-node "$home"
cp -r "$build/optimizer-study.jar" "$build/lib" "$home/$build"
if [ "$profile" = spark ]; then
  cp -r "$build/spark-lib" "$build/java.options" src/main/resources/logback.xml "$home/$build"
fi

for jar in "$home/$build"/lib/*-linux-*.jar; do
  if unzip -Z1 "$jar" | grep '\.so' >/dev/null; then
    unzip -q -o -j "$jar" '*.so*' -d "$home/natives"
    rm "$jar"
  fi
done
# The system's libgcc is newer. ND4J's preset of OpenBLAS loads OpenBLAS under a second name.
rm -f "$home/natives/libgcc_s.so.1"
ln -s libopenblas.so.0 "$home/natives/libopenblas_nolapack.so.0"
chmod -R a+rX,go-w "$home"
