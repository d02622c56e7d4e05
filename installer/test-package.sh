#!/bin/sh
# Builds the .deb and tries it on a clean Debian 12: installs, starts, diagnoses, removes, and leaves nothing behind.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
[ "$(id -u)" -eq 0 ] || { echo "test-package.sh: needs root for a clean Debian root (debootstrap, chroot)" >&2; exit 1; }

cmake --preset release >/dev/null
cmake --build --preset release
rm -f build/release/*.deb
(cd build/release && cpack -G DEB >/dev/null)
deb=$(ls build/release/duo-doctor_*.deb)
echo "Package: $deb ($(du -k "$deb" | cut -f1) KiB)"
dpkg-deb --info "$deb" | sed -n 's/^ \(Depends\|Installed-Size\)/\1/p'
dpkg-deb --contents "$deb" | awk '{print $6}'

desktop-file-validate installer/linux/*.desktop
appstreamcli validate --no-net installer/linux/*.metainfo.xml

base=${DUODOCTOR_DEBIAN_ROOT:-build/debian-12-base.tar}
if [ ! -f "$base" ]; then
    echo "Making a clean Debian 12"
    work=$(mktemp -d)
    debootstrap --variant=minbase bookworm "$work/root" >"$work/log" 2>&1 || { tail -20 "$work/log"; exit 1; }
    tar -C "$work/root" -cf "$base.part" . && mv "$base.part" "$base"
    rm -rf "$work"
fi
clean=$(mktemp -d)
trap 'umount "$clean/proc" 2>/dev/null || true; rm -rf "$clean"' EXIT
tar -C "$clean" -xf "$base"
cp "$deb" "$clean/root/duo-doctor.deb"
cp /etc/resolv.conf "$clean/etc/resolv.conf"
# On Debian 12 the clean root asks the same mirrors, through the same proxy, as this machine.
if grep -q '^VERSION_CODENAME=bookworm' /etc/os-release; then
    rm -f "$clean/etc/apt/sources.list"
    for file in /etc/apt/sources.list /etc/apt/apt.conf.d/* /etc/apt/sources.list.d/*; do
        [ ! -f "$file" ] || { mkdir -p "$clean$(dirname "$file")"; cp "$file" "$clean$file"; }
    done
fi
mount -t proc proc "$clean/proc"
in_clean() { chroot "$clean" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }

in_clean apt-get update -qq
in_clean apt-get install -y -qq --no-install-recommends /root/duo-doctor.deb >"$clean/apt.log" 2>&1 || { tail -20 "$clean/apt.log"; exit 1; }
in_clean duo-doctor --version
status=0
in_clean duo-doctor practice --check --quiet || status=$?
[ $status -eq 0 ] || { echo "a healthy practice deployment ended with $status"; exit 1; }
status=0
in_clean duo-doctor practice --check --fault model-missing-v1 --quiet || status=$?
[ $status -eq 1 ] || { echo "a faulty practice deployment ended with $status"; exit 1; }
in_clean env QT_QPA_PLATFORM=offscreen timeout 3 duo-doctor && status=0 || status=$?
[ $status -eq 124 ] || { echo "the window did not stay open: $status"; exit 1; }
for file in usr/bin/duo-doctor usr/share/applications/io.github.duo_doctor.DuoDoctor.desktop \
    usr/share/metainfo/io.github.duo_doctor.DuoDoctor.metainfo.xml usr/share/icons/hicolor/scalable/apps/io.github.duo_doctor.DuoDoctor.svg; do
    [ -f "$clean/$file" ] || { echo "missing in the package: $file"; exit 1; }
done
in_clean apt-get purge -y -qq duo-doctor >"$clean/apt.log" 2>&1
left=$(find "$clean/usr" -path '*duo*doctor*' -print)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
echo "The package installs, starts and removes cleanly."
