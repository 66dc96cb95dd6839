# What the scripts beside this file share. They run it from the project's folder; it does nothing by itself.
# shellcheck shell=bash

set -euo pipefail

# shellcheck disable=SC2034  # for them
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

# get PORT PATH: the answer of whoever listens there on this machine, or nothing
get() (
  # Who listens may hang up at any time
  exec 2>/dev/null
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return 0
  line=
  printf 'GET %s HTTP/1.0\r\nHost: localhost:%s\r\nAccept: application/json\r\n\r\n' "$2" "$1" >&3
  while IFS= read -r -t 2 line <&3 || [ -n "$line" ]; do
    printf '%s\n' "$line"
  done
)

# is_up CITY PORT: whether the center of that city answers at that port
is_up() {
  local centers center
  centers=$(get "$2" /api/centers)
  while IFS= read -r -d '}' center; do
    if [[ $center == *'"self":true'* && $center == *"\"city\":\"$1\""* ]]; then return 0; fi
  done <<<"$centers"
  return 1
}

# is_ready PORT: whether the center there may be sent work
is_ready() {
  local health
  health=$(get "$1" /actuator/health/readiness)
  [[ $health == HTTP/1.?' 200'* ]]
}
