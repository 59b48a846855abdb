#!/usr/bin/env bash
# Tests the launcher: copies of it, with a Java and a Maven that only tell how they were started.
#
# usage: src/test/launcher/launcher.sh      from anywhere; prints what failed, and exits with 1 then
set -uo pipefail
unset JAVA_HOME CDPATH STUDY_JAVA_OPTS OPENBLAS_CORETYPE OMP_NUM_THREADS BACKEND_PRIORITY_CPU LC_ALL LD_PRELOAD COLUMNS
export LANG=C.UTF-8

launcher=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)/study
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
checks=0
title=

fail() {
  failures=$((failures + 1))
  printf 'FAILED: %s: %s\n%s\n' "$title" "$1" "$(sed 's/^/  | /' "$work/out" "$work/err")"
}

# Runs a command, whose outcome the checks below look at.
run() { # command...
  "$@" >"$work/out" 2>"$work/err" </dev/null
  code=$?
}

starts() {
  checks=$((checks + 1))
  if [ "$code" != 0 ] || ! grep -q '^java ' "$work/out"; then
    fail "must start, found exit code $code"
  elif [ -s "$work/err" ]; then
    fail "must start without a word"
  fi
}

given() { # line of the Java's
  checks=$((checks + 1))
  grep -qxF -- "$1" "$work/out" || fail "must start Java with: $1"
}

notGiven() { # line of the Java's
  checks=$((checks + 1))
  ! grep -qxF -- "$1" "$work/out" || fail "must start Java without: $1"
}

refuses() { # code word...
  checks=$((checks + 1))
  [ "$code" = "$1" ] || fail "exit code must be $1, found $code"
  [ ! -s "$work/out" ] || fail "must print nothing on standard output"
  [ "$(wc -l <"$work/err")" = 1 ] || fail "must print one line"
  shift
  for word in "study: " "$@"; do
    grep -qF -- "$word" "$work/err" || fail "must say: $word"
  done
}

says() { # line
  checks=$((checks + 1))
  [ "$(cat "$work/err")" = "$1" ] || fail "must say alone: $1"
}

# A JDK whose java prints its arguments and what the launcher sets, a line each.
jdk() { # directory version
  mkdir -p "$1/bin"
  [ -z "$2" ] || printf 'IMPLEMENTOR="Test"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
  cat >"$1/bin/java" <<'JAVA'
#!/bin/sh
if [ "$*" = -version ]; then
  echo 'openjdk version "21.0.2" 2024-01-16' >&2
  exit
fi
echo "java $0"
for argument in "$@"; do
  printf '%s\n' "$argument"
done
for name in OMP_NUM_THREADS OPENBLAS_CORETYPE BACKEND_PRIORITY_CPU LC_ALL JAVA_HOME LD_PRELOAD; do
  eval "printf '%s=%s\n' $name \"\${$name-unset}\""
done
JAVA
  chmod +x "$1/bin/java"
  cp "$1/bin/java" "$1/bin/javac"
}

# An installed program, with the CPU's flags in a file of ours.
install() { # directory
  mkdir -p "$1/target"
  sed "s|/proc/cpuinfo|$work/cpuinfo|g" "$launcher" >"$1/study"
  chmod +x "$1/study"
  : >"$1/target/optimizer-study.jar"
}

# A directory with the commands that a shell and its scripts may take, but for some.
commands() { # directory command-left-out...
  mkdir -p "$1"
  for name in sh env cat sed find cut uname dirname touch mkdir rm stty tput readlink locale flock sleep; do
    case " ${*:2} " in
      *" $name "*) ;;
      *) ! path=$(command -v "$name") || ln -sf "$path" "$1/$name" ;;
    esac
  done
}

printf 'processor\t: 0\nflags\t\t: fpu avx2 fma\n' >"$work/cpuinfo"
jdk "$work/jdk17" 17.0.15
jdk "$work/jdk 25" 25.0.3
install "$work/home"
study=$work/home/study
export PATH=$work/jdk17/bin:$PATH

title="arguments"
run "$study" run 'a b' '' '*' --output "x'y"
starts
for line in org.optimizerstudy.cli.Study run 'a b' '' '*' --output "x'y" -Xmx1g "-Dstudy.home=$work/home" -Dstudy.columns=0 \
  OMP_NUM_THREADS=1 OPENBLAS_CORETYPE=HASWELL BACKEND_PRIORITY_CPU=200 LC_ALL=unset; do
  given "$line"
done

for shell in sh bash dash ksh mksh yash "busybox sh"; do
  title="$shell study"
  command -v "${shell%% *}" >/dev/null || continue
  # shellcheck disable=SC2086  # two words
  run env -C "$work/home" $shell study list
  starts
  given "-Dstudy.home=$work/home"
  given OPENBLAS_CORETYPE=HASWELL
done

title="no external command at all"
run env -i JAVA_HOME="$work/jdk17" PATH=/nonexistent "$study" list
starts
for missing in readlink sed find cut uname dirname touch stty tput locale flock; do
  title="without $missing"
  commands "$work/without-$missing" "$missing"
  run env -i JAVA_HOME="$work/jdk17" PATH="$work/without-$missing" "$study" list
  starts
done

title="on a terminal"
terminal() { # directory of commands, environment...
  run python3 -c '
import fcntl, os, pty, struct, sys, termios
study, environment = sys.argv[1], dict(word.split("=", 1) for word in sys.argv[2:])
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 77, 0, 0))
    os.execve(study, [study, "list"], environment)
text = b""
try:
    while chunk := os.read(terminal, 4096):
        text += chunk
except OSError:
    pass
sys.stdout.write(text.decode().replace("\r", ""))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))' "$study" JAVA_HOME="$work/jdk17" PATH="$1" "${@:2}"
}
commands "$work/all"
for directory in all without-tput; do
  terminal "$work/$directory"
  starts
  given -Dstudy.columns=77
done
title="on a terminal without stty"
commands "$work/neither" stty tput
for directory in neither without-stty; do
  terminal "$work/$directory" COLUMNS=66
  starts
  given -Dstudy.columns=66
done
terminal "$work/neither" COLUMNS=wide
starts
given -Dstudy.columns=0

title="by a symbolic link"
mkdir -p "$work/bin" "$work/elsewhere"
ln -s ../home/study "$work/bin/study"
ln -s "$work/bin/study" "$work/elsewhere/start"
for link in "$work/bin/study" "$work/elsewhere/start"; do
  run env -C / "$link" list
  starts
  given "-Dstudy.home=$work/home"
done
run env PATH="$work/bin:$PATH" study list
starts
given "-Dstudy.home=$work/home"
run env -i JAVA_HOME="$work/jdk17" PATH="$work/without-readlink" "$work/bin/study" list
refuses 1 "symbolic link" readlink

title="CDPATH, BASH_ENV, a cd that prints, no HOME"
mkdir -p "$work/cdpath/home"
echo 'echo noise; IFS=/' >"$work/noise"
# shellcheck disable=SC2317  # the launcher may call it
cd() {
  builtin cd "$@" && echo "now in $PWD"
}
export -f cd
run env -C "$work" CDPATH="$work/cdpath" BASH_ENV="$work/noise" ENV="$work/noise" IFS=/ sh home/study list
starts
given "-Dstudy.home=$work/home"
run env -C "$work" CDPATH="$work/cdpath" bash home/study list
starts
given "-Dstudy.home=$work/home"
unset -f cd
run env -u HOME "$study" list
starts

title="which Java"
run env JAVA_HOME="$work/jdk 25" "$study" list
starts
given "java $work/jdk 25/bin/java"
run env JAVA_HOME="$work/jdk17/" "$study" list
starts
run env JAVA_HOME= "$study" list
starts
given "java $work/jdk17/bin/java"
for wrong in "$work/nothing" "$work/home"; do
  run env JAVA_HOME="$wrong" "$study" list
  given "java $work/jdk17/bin/java"
  given JAVA_HOME=unset
  says "study: note: JAVA_HOME has no bin/java, found $wrong; using $work/jdk17/bin/java"
done
mkdir -p "$work/directory/bin/java"
run env JAVA_HOME="$work/directory" "$study" list
given "java $work/jdk17/bin/java"
run env JAVA_HOME="$work/nothing" PATH="$work/all" "$study" list
refuses 1 "JAVA_HOME has no bin/java" "$work/nothing" "no java on the PATH"
run env PATH="$work/all" "$study" list
refuses 1 "Java was not found" "17 or newer"
for version in 11.0.2 1.8.0_392 16; do
  jdk "$work/old" "$version"
  run env JAVA_HOME="$work/old" "$study" list
  major=${version#1.}
  refuses 1 "Java must be 17 or newer, found ${major%%.*} at $work/old/bin/java" "set JAVA_HOME"
done
jdk "$work/early" 26-ea
run env JAVA_HOME="$work/early" "$study" list
starts
jdk "$work/unnamed" ""
run env JAVA_HOME="$work/unnamed" "$study" list
starts
mkdir -p "$work/broken/bin"
printf '#!/bin/sh\necho "cannot open libjli.so" >&2\nexit 127\n' >"$work/broken/bin/java"
chmod +x "$work/broken/bin/java"
run env JAVA_HOME="$work/broken" "$study" list
refuses 1 "$work/broken/bin/java does not start" "set JAVA_HOME"
mkdir -p "$work/links"
ln -sf "$work/jdk 25/bin/java" "$work/links/java"
run env PATH="$work/links:$work/all" "$study" list
starts
given --enable-native-access=ALL-UNNAMED

title="options of the JVM"
run env JAVA_HOME="$work/jdk 25" "$study" list
given --enable-native-access=ALL-UNNAMED
given --sun-misc-unsafe-memory-access=allow
run "$study" list
notGiven --enable-native-access=ALL-UNNAMED
notGiven --sun-misc-unsafe-memory-access=allow
run env -C "$work" STUDY_JAVA_OPTS='  -Xmx512m   -Da=*  @options ' "$study" list
starts
given -Xmx512m
given '-Da=*'
given @options
run env STUDY_JAVA_OPTS= "$study" list
starts

title="directory of the installation"
# shellcheck disable=SC2016  # meant as it is
for name in 'a b' 'wow! it' '#1 50% (x) & $y' "o'brien" '*' 'ä b' '-x'; do
  install "$work/in/$name"
  run env -C "$work/in/$name" ./study list
  starts
  given "-Dstudy.home=$work/in/$name"
  given "$work/in/$name/target/optimizer-study.jar:$work/in/$name/target/spark-lib/*"
done
for name in 'wow!' 'a:b'; do
  install "$work/in/$name"
  run "$work/in/$name/study" list
  refuses 1 "$work/in/$name" "move"
done
mkdir "$work/empty"
cp "$launcher" "$work/empty"
run "$work/empty/study" list
refuses 1 "$work/empty holds neither the program nor its sources"

title="locale"
utf8=$(locale -a | grep -m 1 -iE 'utf-?8$')
if [ -n "$utf8" ]; then
  for locale in C POSIX xx_YY.UTF-8; do
    run env LC_ALL="$locale" "$work/in/ä b/study" list
    starts
    given "-Dstudy.home=$work/in/ä b"
    given "LC_ALL=C.UTF-8"
  done
  run env -u LANG "$study" list
  given "LC_ALL=C.UTF-8"
fi
run env LC_ALL=C.UTF-8 "$study" list
given LC_ALL=C.UTF-8
commands "$work/latin" locale
printf '#!/bin/sh\necho ISO-8859-1\n' >"$work/latin/locale"
commands "$work/ascii" locale
# shellcheck disable=SC2016  # expanded there
printf '#!/bin/sh\n[ "$1" = -a ] && echo C || echo ANSI_X3.4-1968\n' >"$work/ascii/locale"
chmod +x "$work/latin/locale" "$work/ascii/locale"
run env PATH="$work/latin" JAVA_HOME="$work/jdk17" LC_ALL=de_DE "$study" list
starts
given LC_ALL=de_DE
run env PATH="$work/ascii" JAVA_HOME="$work/jdk17" LC_ALL=C "$study" list
starts
given LC_ALL=C
run env PATH="$work/ascii" JAVA_HOME="$work/jdk17" LC_ALL=C "$work/in/ä b/study" list
refuses 1 "beyond ASCII" "UTF-8 locale"

title="instruction sets"
core() { # lines of cpuinfo, core type
  printf '%b' "$1" >"$work/cpuinfo"
  run "$study" list
  starts
  given "OPENBLAS_CORETYPE=$2"
}
core 'flags\t\t: fpu avx2 fma avx512f avx512dq avx512bw avx512vl\n' SKYLAKEX
core 'flags\t\t: fpu  avx2  fma avx512vl  avx512bw avx512dq \n' SKYLAKEX
core 'flags\t\t: fpu\tavx2\tfma\n' HASWELL
core 'flags\t\t: avx512f avx2 fma\n' HASWELL
core 'flags\t\t: avx512vlx avx2x fma\n' unset
core 'flags\t\t: avx2\n' unset
core 'flags\t\t: sse4_1 *\nflags\t\t: avx2 fma\n' unset
core 'Features\t: fp asimd  sve\n' unset
core 'flags:' unset
core '' unset
rm "$work/cpuinfo"
run "$study" list
starts
given OPENBLAS_CORETYPE=unset
printf 'flags\t\t: avx2 fma\n' >"$work/cpuinfo"
run env OPENBLAS_CORETYPE= OMP_NUM_THREADS= BACKEND_PRIORITY_CPU= "$study" list
given OPENBLAS_CORETYPE=HASWELL
given OMP_NUM_THREADS=1
given BACKEND_PRIORITY_CPU=200
run env OPENBLAS_CORETYPE=PRESCOTT OMP_NUM_THREADS=4 BACKEND_PRIORITY_CPU=7 "$study" list
given OPENBLAS_CORETYPE=PRESCOTT
given OMP_NUM_THREADS=4
given BACKEND_PRIORITY_CPU=7

title="the JVM's handlers of signals beside a driver's"
mkdir -p "$work/jdk17/lib" "$work/jdk 25/lib"
jsig=$work/jdk17/lib/libjsig.so
run "$study" run quick --engine opencl
given LD_PRELOAD=unset # the file is not there
cp "$(dirname "$(ldd "$(command -v env)" | grep -o '/[^ ]*libc\.so[^ ]*')")/libdl.so.2" "$jsig" # a library that loads
run "$study" run quick --engine opencl
starts
given "LD_PRELOAD=$jsig"
run env LD_PRELOAD="$jsig" "$study" bench --engine=onednn,opencl
starts
given "LD_PRELOAD=$jsig:$jsig"
run "$study" run quick --engine onednn --output opencl
starts
given LD_PRELOAD=unset
cp "$jsig" "$work/jdk 25/lib"
run env JAVA_HOME="$work/jdk 25" "$study" run quick --engine opencl
given LD_PRELOAD=unset
says "study: note: Java's directory has a space or a colon, found $work/jdk 25; a driver that compiles with LLVM can end the JVM"
rm -r "$work/jdk17/lib" "$work/jdk 25/lib"

title="builds of profiles"
mkdir -p "$work/home/target/spark" "$work/home/target/cuda"
: >"$work/home/target/spark/optimizer-study.jar"
: >"$work/home/target/spark/java.options"
: >"$work/home/target/cuda/optimizer-study.jar"
for arguments in "--executor spark" --executor=spark; do
  # shellcheck disable=SC2086  # two words
  run "$study" run quick $arguments
  given "@$work/home/target/spark/java.options"
  given "$work/home/target/spark/optimizer-study.jar:$work/home/target/spark/spark-lib/*"
done
for arguments in "--engine nd4j-cuda" --engine=nd4j-cuda; do
  # shellcheck disable=SC2086  # two words
  run "$study" run quick $arguments
  given "$work/home/target/cuda/optimizer-study.jar:$work/home/target/cuda/spark-lib/*"
  given BACKEND_PRIORITY_CPU=unset
done
rm -r "$work/home/target/spark" "$work/home/target/cuda"

# A checkout, with a Maven that writes one line a start and then a jar, half of it at first.
checkout() {
  rm -rf "$work/checkout"
  install "$work/checkout"
  rm "$work/checkout/target/optimizer-study.jar"
  mkdir -p "$work/checkout/src/main" "$work/maven"
  : >"$work/checkout/pom.xml"
  : >"$work/builds"
  cat >"$work/maven/mvn" <<MAVEN
#!/bin/sh
echo "\$*" >>"$work/builds"
echo half >target/optimizer-study.jar
${1-sleep 0.3}
echo whole >target/optimizer-study.jar
MAVEN
  chmod +x "$work/maven/mvn"
}
builds() { # count
  checks=$((checks + 1))
  [ "$(wc -l <"$work/builds")" = "$1" ] || fail "must have built $1 times, found $(wc -l <"$work/builds")"
}
export PATH=$work/maven:$PATH

title="no build for CUDA without a driver"
checkout 'echo whole >target/cuda/optimizer-study.jar'
sed -i "s|/proc/driver|$work/driver|; s|ldconfig=/sbin/ldconfig|ldconfig=false|; s| /usr/lib[^;]*; do|; do|" "$work/checkout/study"
commands "$work/no ldconfig" ldconfig
run env PATH="$work/maven:$work/jdk17/bin:$work/no ldconfig" "$work/checkout/study" doctor --engine nd4j-cuda
refuses 2 "--engine nd4j-cuda: NVIDIA's driver was not found" "libcuda.so.1" "--gpus all"
builds 0
mkdir "$work/driver libraries"
: >"$work/driver libraries/libcuda.so.1"
mkdir -p "$work/checkout/src/cuda"
run env LD_LIBRARY_PATH="/nonexistent:$work/driver libraries" "$work/checkout/study" doctor --engine nd4j-cuda
builds 1
given "$work/checkout/target/cuda/optimizer-study.jar:$work/checkout/target/cuda/spark-lib/*"

title="a first start builds, a second does not"
checkout
run "$work/checkout/study" list
says "study: building; the first time downloads about 250 MB of libraries ..."
given list
builds 1
run "$work/checkout/study" list
starts
builds 1

title="changed sources are built, beside a program that runs"
exec 5<"$work/checkout/target/optimizer-study.jar"
touch -d 'now + 1 second' "$work/checkout/src/main/A.java"
checkout_jar=$(stat -c %i "$work/checkout/target/optimizer-study.jar")
run "$work/checkout/study" list
builds 2
[ "$(stat -c %i "$work/checkout/target/optimizer-study.jar")" != "$checkout_jar" ] ||
  fail "the jar of a program that runs must not be written over"
exec 5<&-

title="two first starts at once"
checkout
"$work/checkout/study" list >"$work/first" 2>&1 </dev/null &
run "$work/checkout/study" list
wait $!
given list
grep -qx list "$work/first" || fail "the first must start too, found $(cat "$work/first")"
builds 1

title="a build that fails"
checkout 'exit 1'
run "$work/checkout/study" list
checks=$((checks + 1))
[ "$code" = 1 ] || fail "exit code must be 1, found $code"
grep -qx "study: the build failed; see above" "$work/err" || fail "must say so"
! grep -q '^java' "$work/out" || fail "must not start half a jar"
run "$work/checkout/study" list
builds 2

title="what Maven says: what is downloaded and errors, whole"
checkout 'cat "'"$work"'/maven/said"; exit 1'
cat >"$work/maven/said" <<SAID
[INFO] Scanning for projects...
Downloading from central: https://repo.maven.apache.org/maven2/org/nd4j/nd4j-native-1.jar
Downloaded from central: https://repo.maven.apache.org/maven2/org/nd4j/nd4j-native-1.jar (23 MB at 2.0 MB/s)
Downloaded from central: https://repo.maven.apache.org/maven2/a/a.pom (2.4 kB at 17 kB/s)
[INFO] Downloaded from central: https://repo.maven.apache.org/maven2/org/bytedeco/openblas-2.jar (4.5 MB at 2.0 MB/s)
[WARNING] deprecated
  a second line of it
[ERROR] A.java:[1,2] cannot find symbol
  symbol: method b()
[INFO] BUILD FAILURE
SAID
run "$work/checkout/study" list
checks=$((checks + 1))
printf '%s\n' "study: building; the first time downloads about 250 MB of libraries ..." \
  "study: downloaded 27 MB of libraries, the last openblas-2.jar" \
  "[ERROR] A.java:[1,2] cannot find symbol" "  symbol: method b()" "study: the build failed; see above" |
  diff - "$work/err" || fail "must show that and nothing else"

title="a build that is killed"
# shellcheck disable=SC2016  # the process is Maven's
checkout 'kill -9 $$'
run "$work/checkout/study" list
checks=$((checks + 1))
[ "$code" = 137 ] || fail "exit code must be 137, found $code"
checkout_killed=$(cat "$work/checkout/target/optimizer-study.jar")
[ "$checkout_killed" = half ] || fail "must have left half a jar"
sed -i '/kill/d' "$work/maven/mvn"
run "$work/checkout/study" list
says "study: building; the first time downloads about 250 MB of libraries ..."
given list
builds 2

title="Ctrl-C while it builds"
checkout 'sleep 10'
env --default-signal=INT setsid "$work/checkout/study" list >"$work/out" 2>"$work/err" </dev/null &
group=$!
while [ ! -s "$work/builds" ]; do sleep 0.05; done
kill -INT -- "-$group"
wait "$group"
code=$?
checks=$((checks + 1))
[ "$code" = 130 ] || fail "exit code must be 130, found $code"
[ -f "$work/checkout/target/incomplete" ] || fail "must be marked as incomplete"

title="few open files"
run sh -c 'ulimit -n 127; exec "$0" list' "$study"
refuses 2 "128 open files" "found 127" "ulimit -n 1024"
run sh -c 'ulimit -n 128; exec "$0" list' "$study"
starts

title="a closed standard output"
checks=$((checks + 1))
: >"$work/out"
"$study" list >&- 2>"$work/err" </dev/null
! grep -qF "$study" "$work/err" || fail "must start without a word"

title="a build that cannot be"
checkout
run env PATH="$work/all" JAVA_HOME="$work/jdk17" "$work/checkout/study" list
refuses 1 "Maven was not found" "3.8 or newer"
rm "$work/jdk17/bin/javac"
run "$work/checkout/study" list
refuses 1 "needs a JDK" "without javac at $work/jdk17"
cp "$work/jdk17/bin/java" "$work/jdk17/bin/javac"
builds 0

title="a checkout that cannot be written"
readOnly() { # command...
  if [ "$(id -u)" != 0 ]; then
    chmod a-w "$work/checkout/target" "$work/checkout"
    run "$@"
    chmod u+w "$work/checkout/target" "$work/checkout"
  else
    # shellcheck disable=SC2016  # expanded inside
    run unshare --mount sh -c 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"' - \
      "$work/checkout" "$@"
  fi
}
if [ "$(id -u)" != 0 ] || unshare --mount true 2>/dev/null; then
  readOnly "$work/checkout/study" list
  refuses 1 "must be built" "$work/checkout/target cannot be written"
  run "$work/checkout/study" list
  readOnly "$work/checkout/study" list
  starts
  builds 1
fi

echo "launcher: $checks checks, $failures failures"
[ "$failures" = 0 ]
