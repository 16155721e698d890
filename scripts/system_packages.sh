#!/bin/sh
# Installs the named Debian or Ubuntu packages where they are missing; elsewhere, or without root, says what to install.
sudo=$1
shift
command -v dpkg-query >/dev/null 2>&1 || { echo "Not a Debian system: install Qt's X11 libraries yourself if the window does not open."; exit 0; }
missing=
for package in "$@"; do
    state=$(dpkg-query --show --showformat='${Status}\n' "$package" "${package}t64" 2>/dev/null)
    case $state in *"ok installed"*) ;; *) missing="$missing $package" ;; esac
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" != 0 ] && [ -z "$sudo" ]; then
    echo "These system packages are missing; ask an administrator for:"
    echo "    apt-get install --no-install-recommends$missing"
    exit 0
fi
$sudo apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing
