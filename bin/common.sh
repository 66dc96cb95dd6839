# Functions that the scripts in this folder share. They source this file from the project's root folder.
# shellcheck shell=bash disable=SC2034  # the scripts use the variables

set -euo pipefail

# The nested jar, and the folder with the same jar extracted, from which centers start
jar=target/dispatch.jar
center=target/center

say() { echo "dispatch: $*"; }
die() {
  say "$*" >&2
  exit 1
}

# progress TEXT: says what is being done; on a terminal in one line, which the next progress replaces
progress() {
  if [ -t 1 ]; then
    printf '\r\033[Kdispatch: %s' "$1"
  elif [ "$1" != "${last_progress-}" ]; then
    say "$1"
  fi
  last_progress=$1
}

# Removes the last progress from a terminal
clear_progress() { if [ -t 1 ]; then printf '\r\033[K'; fi; }

# Sets $java, $java_version to its major version, and $java_build, which identifies the JDK; sets HOME and LC_ALL if they are missing
find_java() {
  # Maven's wrapper needs HOME
  if [ -z "${HOME-}" ]; then
    unset HOME
    HOME=$(cd ~ && pwd)
    export HOME
  fi
  # Without a locale for UTF-8, Java cannot open files in a folder whose name is not ASCII, and misreads CITY_NAME
  if [ "$(locale charmap 2>/dev/null)" != UTF-8 ] && locale -a 2>/dev/null | grep -ixE 'c\.utf-?8' >/dev/null; then
    export LC_ALL=C.UTF-8
  fi
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  local path release
  path=$(command -v "$java") || die "no Java found as $java: install Java 17 or newer, or set JAVA_HOME"
  # Reading a file takes less time than to start Java
  release=$(readlink -f "$path" 2>/dev/null) || true
  release=${release%/bin/java}/release
  java_build=$(sed -nE 's/^(JAVA_VERSION|JAVA_RUNTIME_VERSION|IMPLEMENTOR)=//p' "$release" 2>/dev/null) || true
  if [ -z "$java_build" ]; then
    java_build=$("$java" -XshowSettings:properties -version 2>&1 | sed -nE 's/^ *java\.vm\.(vendor|version) = //p') || true
  fi
  java_build="$path $java_build"
  java_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release" 2>/dev/null) || true
  if [ -z "$java_version" ]; then
    java_version=$("$java" -XshowSettings:properties -version 2>&1 |
      sed -n 's/^ *java\.specification\.version = //p') || true
    java_version=${java_version%%.*}
  fi
  [ -n "$java_version" ] || die "$java does not run: install Java 17 or newer, or set JAVA_HOME"
  [ "$java_version" -ge 17 ] || die "Java 17 or newer is needed, and $java is older: set JAVA_HOME to a newer one"
}

# Sets $flags to the options of the JVM, and $archive to the file for its archive of loaded classes: one for each build of Java and
# its options
center_options() {
  local options=${DISPATCH_JAVA_OPTS--Xmx1g -XX:+UseSerialGC}
  # Bean definitions were computed when the jar was built
  flags=(-Dspring.aot.enabled=true -XX:+ExitOnOutOfMemoryError)
  # The optimizing compiler compiles only what is called ten times as often as by default. By default, it uses a third of the
  # processor time of a start, for code that is hardly used later
  flags+=(-XX:Tier4InvocationThreshold=50000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000)
  # Hazelcast uses sun.misc.Unsafe, which the manifest of the jar cannot allow
  if [ "$java_version" -ge 24 ]; then flags+=(--sun-misc-unsafe-memory-access=allow); fi
  if [ "$java_version" -lt 25 ]; then
    # By default, a JVM before 25 samples performance counters 20 times a second: some 6 % of the CPU time of an idle center
    flags+=(-XX:PerfDataSamplingInterval=1000)
  fi
  # shellcheck disable=SC2206  # options are several words
  flags+=($options)
  archive=$(cksum <<<"$java_build ${flags[*]}")
  archive=$center/archive-${archive%% *}
}

# train JAVA OPTION... -jar JAR: starts a center alone, creates heroes, requests pages and shuts the center down, so that the
# JVM learns the classes that a center loads. Prints the center's output; fails if the center does not do what it should.
train() (
  unset "${!DISPATCH_@}" "${!SPRING_@}" "${!SERVER_@}" "${!MANAGEMENT_@}" "${!LOGGING_@}" PORT CITY_NAME
  local folder
  folder=$(mktemp -d)
  export DISPATCH_BIND_ADDRESS=127.0.0.1 DISPATCH_CLUSTER_PORT=5801 DISPATCH_STORE_FILE=$folder/store.db
  pid=
  port=
  status=0
  log=$folder/log
  trap '[ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true; rm -rf "$folder"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  # Arguments, because they override what JVM options may say: the center must not join another cluster
  "$@" --dispatch.city=Gotham --dispatch.port=0 --dispatch.cluster.name="training-$$" \
    --dispatch.cluster.discovery=tcp --dispatch.cluster.members=127.0.0.1:9 >"$log" 2>&1 &
  pid=$!
  SECONDS=0
  while [ -z "$port" ] && [ "$SECONDS" -lt 180 ] && kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    port=$(sed -n 's/.* is ready at http:..localhost:\([0-9]*\).*/\1/p' "$log")
  done
  if [ -n "$port" ]; then
    request POST "$port" /api/heroes/batch 'Content-Type: application/json' '{"count": 20}' >>"$log"
    for path in / /api/heroes /api/centers /api/cluster /api/events /actuator/health/readiness /actuator/health/liveness; do
      [[ $(get "$port" "$path") == HTTP/1.?' 200'* ]] || {
        echo "the center does not answer $path" >>"$log"
        status=1
      }
    done
    kill -TERM "$pid"
    wait "$pid" || [ "$?" -eq 143 ] || status=1
  else
    status=1
  fi
  cat "$log"
  exit "$status"
)

# request METHOD PORT PATH [HEADER [BODY]]: the response from that port of this machine, or nothing
request() (
  # The server may close the connection at any time
  exec 2>/dev/null
  address=${DISPATCH_BIND_ADDRESS:-127.0.0.1}
  exec 3<>"/dev/tcp/${address//[][]/}/$2" || return 0
  line=
  {
    printf '%s %s HTTP/1.0\r\nHost: localhost:%s\r\nAccept: application/json\r\n' "$1" "$3" "$2"
    printf '%s\r\n' ${4+"$4"} ${5+"Content-Length: ${#5}"} ''
    printf '%s' "${5-}"
  } >&3
  while IFS= read -r -t 5 line <&3 || [ -n "$line" ]; do
    printf '%s\n' "$line"
  done
)
get() { request GET "$@"; }

# is_up CITY PORT: whether the center of that city answers at that port
is_up() {
  local centers center
  centers=$(get "$2" /api/centers)
  while IFS= read -r -d '}' center; do
    if [[ $center == *'"self":true'* && $center == *"\"city\":\"$1\""* ]]; then return 0; fi
  done <<<"$centers"
  return 1
}

# is_ready PORT: whether the center at that port is ready for requests
is_ready() {
  local health
  health=$(get "$1" /actuator/health/readiness)
  [[ $health == HTTP/1.?' 200'* ]]
}

# shut_down PORT...: shuts down the centers at these ports gracefully; uses DISPATCH_PASSWORD if it is set; fails if one refuses
shut_down() {
  local port answer status=0 login=()
  if [ -n "${DISPATCH_PASSWORD-}" ]; then
    login=("Authorization: Basic $(printf 'dispatcher:%s' "$DISPATCH_PASSWORD" | base64 | tr -d '\n')")
  fi
  for port in "$@"; do
    answer=$(request POST "$port" /actuator/shutdown ${login+"${login[@]}"})
    case $answer in
      '') say "no center at http://localhost:$port" ;;
      HTTP/1.?' 200'*) say "http://localhost:$port is shutting down" ;;
      HTTP/1.?' 401'*)
        say "http://localhost:$port refused: set DISPATCH_PASSWORD" >&2
        status=1
        ;;
      *)
        say "http://localhost:$port answered: ${answer%%$'\r'*}" >&2
        status=1
        ;;
    esac
  done
  return "$status"
}
