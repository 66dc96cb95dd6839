# Functions that the scripts in this folder share. They source this file from the project's root folder.
# shellcheck shell=bash

set -euo pipefail

# shellcheck disable=SC2034  # used by those scripts
jar=target/dispatch.jar

say() { echo "dispatch: $*"; }
die() {
  say "$*" >&2
  exit 1
}

# Sets $java, and $java_version to its major version
find_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  java_version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p') || true
  java_version=${java_version%%.*}
  [ -n "$java_version" ] || die "no Java found as $java: install Java 17 or newer, or set JAVA_HOME"
  [ "$java_version" -ge 17 ] || die "Java 17 or newer is needed, and $java is older: set JAVA_HOME to a newer one"
}

# request METHOD PORT PATH [HEADER]: the response from that port of this machine, or nothing
request() (
  # The server may close the connection at any time
  exec 2>/dev/null
  exec 3<>"/dev/tcp/127.0.0.1/$2" || return 0
  line=
  {
    printf '%s %s HTTP/1.0\r\nHost: localhost:%s\r\nAccept: application/json\r\n' "$1" "$3" "$2"
    printf '%s\r\n' ${4+"$4"} ''
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

# shut_down PORT...: shuts down the centers at these ports gracefully; uses DISPATCH_PASSWORD if it is set
shut_down() {
  local port answer login=()
  if [ -n "${DISPATCH_PASSWORD-}" ]; then
    login=("Authorization: Basic $(printf 'dispatcher:%s' "$DISPATCH_PASSWORD" | base64 | tr -d '\n')")
  fi
  for port in "$@"; do
    answer=$(request POST "$port" /actuator/shutdown ${login+"${login[@]}"})
    case $answer in
      '') say "no center at http://localhost:$port" ;;
      HTTP/1.?' 200'*) say "http://localhost:$port is shutting down" ;;
      HTTP/1.?' 401'*) say "http://localhost:$port refused: set DISPATCH_PASSWORD" >&2 ;;
      *) say "http://localhost:$port answered: ${answer%%$'\r'*}" >&2 ;;
    esac
  done
}
