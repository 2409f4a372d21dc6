#!/usr/bin/env python3
"""Boots systemd in namespaces, over a copy of this machine that is thrown away, and starts the units of config/systemd.

In each order: the server first, the schedule first, both at once. Then the index must be built and served, the folders be the user's,
what is pushed be found, and the server be unable to write the index. A restart must refuse nobody, a server that is killed, or that
hangs, must come back, and the schedule must stop the timer. Prints one closing line; exit status 1 where something was otherwise.
"""

import argparse
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from archive import finish, need, skip

TOP = pathlib.Path(__file__).resolve().parents[2]
SYSTEMD = "/lib/systemd/systemd"
SERVER, SCHEDULE, TIMER = "dateline-server.service", "dateline-schedule.service", "dateline-index.timer"
ORDERS = ((SERVER, SCHEDULE), (SCHEDULE, SERVER), (f"{SERVER} {SCHEDULE}",))
TOKEN = "0123456789abcdef0123456789abcdef"
INSIDE = "/usr/local/lib/dateline-test/units.py"
STATE = pathlib.Path("/var/lib/dateline")
BOOT = r"""
set -e
folder=$1
mount -t tmpfs tmpfs "$folder"
mkdir "$folder/upper" "$folder/work" "$folder/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
cd "$folder/root"
mount -t proc proc proc
mount --rbind /sys sys
for place in run tmp; do mount -t tmpfs tmpfs $place; done
mount -t tmpfs -o mode=755 tmpfs dev
for device in null zero full random urandom tty; do touch dev/$device; mount --bind /dev/$device dev/$device; done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
install -m 755 "$2" "${2%/*}/dateline-parse" "$3" usr/local/bin
install -m 644 -t etc/systemd/system "$4"/systemd/dateline-*.service "$4"/systemd/dateline-*.socket "$4"/systemd/*.timer
install -D -m 644 "$4/systemd/dateline.sysusers" etc/sysusers.d/dateline.conf
install -D -m 644 "$4/dateline.toml" etc/dateline/dateline.toml
sed -i -e 's|^\[sources\]|[sources]\npaths = ["/srv/news"]|' etc/dateline/dateline.toml
mkdir -p srv/news etc/systemd/system/dateline-server.service.d
printf '{"id":"a","title":"The ferry","text":"It left the harbour."}\n' > srv/news/a.jsonl
printf '[Service]\nWatchdogSec=2\nEnvironment=DATELINE_SERVER_TOKEN_FILE=/etc/dateline/token\n' > \
  etc/systemd/system/dateline-server.service.d/test.conf
for unit in $6; do
  mkdir -p etc/systemd/system/$unit.d
  printf '[Service]\nPrivateUsers=no\n' > etc/systemd/system/$unit.d/users.conf
done
install -D -m 644 -t usr/local/lib/dateline-test "$7"/*.py
chroot . systemd-sysusers
# Not a credential: systemd 252 in namespaces hands those out unreadable, whatever the service.
printf %s "$5" > etc/dateline/token
chroot . chown root:dateline /etc/dateline/token
chmod 640 etc/dateline/token
pivot_root . mnt  # a chroot could have no namespaces of users
exec chroot . /bin/sh -c "umount -l /mnt; container=dateline exec /lib/systemd/systemd --system --unit=basic.target --show-status=0 --log-level=warning"
"""


class Machine:
    """systemd with namespaces of its own, and a group of its own in each hierarchy of cgroups that systemd uses."""

    def __init__(self, options, folder):
        self.groups = self.make_groups()
        bare = [] if options.private_users else [SERVER, SCHEDULE, "dateline-index.service"]
        command = ["unshare", "--mount", "--pid", "--fork", "--uts", "--ipc", "--net", "--cgroup", "--propagation", "private",
                   "--kill-child", "/bin/bash", "-c", BOOT, "boot", folder, options.program, options.server, TOP / "config", TOKEN,
                   " ".join(bare), pathlib.Path(__file__).resolve().parent]
        self.log = open(folder.with_suffix(".log"), "w+", encoding="utf-8")
        self.process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
                                        preexec_fn=self.join_groups)

    @staticmethod
    def make_groups():
        groups = []
        for line in pathlib.Path("/proc/self/cgroup").read_text().splitlines():
            number, controllers, path = line.split(":", 2)
            if number != "0" and controllers != "name=systemd":
                continue
            mounted = [f"/sys/fs/cgroup/{place}" for place in ("systemd",) if number != "0"] or ["/sys/fs/cgroup/unified", "/sys/fs/cgroup"]
            for place in mounted:
                group = pathlib.Path(place + path) / f"dateline-units-{os.getpid()}"
                if (group.parent / "cgroup.procs").exists():
                    group.mkdir(exist_ok=True)
                    groups.append(group)
                    break
        return groups

    def join_groups(self):
        for group in self.groups:
            (group / "cgroup.procs").write_text(str(os.getpid()))

    def pid(self):
        """Of its systemd, as this machine sees it; None while there is none."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        try:
            is_systemd = children and os.readlink(f"/proc/{children[0]}/exe").endswith("/systemd")
        except OSError:
            return None
        return children[0] if is_systemd else None

    def run(self, *command):
        """Inside, with all its namespaces."""
        enter = ["nsenter", "--target", self.pid(), "--all", "--root", "--wd=/"]
        return subprocess.run([*enter, *map(str, command)], capture_output=True, text=True, timeout=240, check=False)

    def __enter__(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            if self.pid() and self.run("systemctl", "is-active", "basic.target").stdout.strip() == "active":
                return self
            time.sleep(0.1)
        said = pathlib.Path(self.log.name).read_text(encoding="utf-8").strip()
        self.__exit__()
        skip(f"systemd does not boot in namespaces here: {said[-500:]}")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        for group in self.groups:
            for folder in [*sorted((g for g in group.rglob("*") if g.is_dir()), reverse=True), group]:
                for _ in range(50):
                    try:
                        folder.rmdir()
                        break
                    except OSError:
                        time.sleep(0.02)


# Inside


def systemctl(*arguments):
    return subprocess.run(["systemctl", *arguments], capture_output=True, text=True, check=False)


def property_of(unit, name):
    return systemctl("show", "--value", "-p", name, unit).stdout.strip()


def ask(method, target, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", 8080, timeout=60)
    connection.request(method, target, body, {"Authorization": f"Bearer {TOKEN}"})
    response = connection.getresponse()
    return response.status, response.read().decode()


def found(query):
    try:
        status, body = ask("GET", f"/api/v1/search?q={query}&operator=all")
    except (OSError, http.client.HTTPException):
        return False
    return status == 200 and json.loads(body)["total"]["value"] > 0


def becomes(true, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


def owners():
    places = [STATE, STATE / "index", STATE / "index" / "pushed", STATE / "index" / "runs"]
    return {str(place): place.owner() for place in places if place.exists() and place.owner() != "dateline"}


def start_in(order):
    """What is wrong after units were started in an order."""
    for units in order:
        done = systemctl("start", *units.split())
        if done.returncode != 0:
            yield f"{units} did not start: {done.stderr.strip()}"
    if not becomes(lambda: found("ferry")):
        said = subprocess.run(["journalctl", "--no-pager", "-n", "12", "-o", "cat"], capture_output=True, text=True, check=False)
        yield f"nothing is found: {said.stdout.strip()[-1500:]}"
        return
    if owners():
        yield f"folders of others: {owners()}"
    status, body = ask("POST", "/api/v1/articles", '{"id":"b","title":"A hovercraft","text":"It came."}')
    if status != 202 or not becomes(lambda: found("hovercraft")):
        yield f"what was pushed is not found: {status} {body}"
    enter = ["nsenter", "--target", property_of(SERVER, "MainPID"), "--mount"]
    for place in (STATE, STATE / "index"):
        if subprocess.run([*enter, "touch", place / "evil"], capture_output=True, check=False).returncode == 0:
            yield f"where the server is, {place} can be written"


def restarts():
    """What is wrong with a restart, a death and a hang."""
    stopped, faults = threading.Event(), []

    def client():
        while not stopped.is_set():
            try:
                if ask("GET", "/api/v1/search?q=ferry")[0] != 200:
                    faults.append("a request failed during a restart")
            except (OSError, http.client.HTTPException) as error:
                faults.append(f"a request during a restart: {error!r}")

    thread = threading.Thread(target=client)
    thread.start()
    for _ in range(3):
        systemctl("restart", SERVER)
    systemctl("reload", SERVER)
    stopped.set()
    thread.join()
    yield from faults
    for signal, what in (("KILL", "killed"), ("STOP", "hanging")):
        before = property_of(SERVER, "MainPID")
        systemctl("kill", f"--signal={signal}", "--kill-who=main", SERVER)
        if not becomes(lambda before=before: property_of(SERVER, "MainPID") not in (before, "0") and found("ferry")):
            yield f"a server that was {what} does not come back"


def exclusive():
    systemctl("start", TIMER)
    if becomes(lambda: systemctl("is-active", SCHEDULE).stdout.strip() == "active", seconds=2):
        yield "the timer runs beside the schedule"
    systemctl("start", SCHEDULE)
    if systemctl("is-active", TIMER).stdout.strip() == "active":
        yield "the schedule does not stop the timer"


def inside(number):
    wrong = list(start_in(ORDERS[number]))
    if number == 0 and not wrong:
        wrong += [*restarts(), *exclusive()]
    print(json.dumps(wrong))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", help="dateline-index")
    parser.add_argument("--server", help="dateline-server")
    parser.add_argument("--inside", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside is not None:
        return inside(options.inside)
    need("unshare", "nsenter", "systemctl", "systemd-sysusers")
    if os.geteuid() != 0 or not pathlib.Path(SYSTEMD).exists():
        skip("boots systemd, so it needs systemd and root")
    users = subprocess.run(["unshare", "--user", "--map-root-user", "true"], check=False, capture_output=True)
    options.private_users = users.returncode == 0
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        for number, order in enumerate(ORDERS):
            folder = pathlib.Path(name) / str(number)
            folder.mkdir()
            with Machine(options, folder) as machine:
                done = machine.run(sys.executable, INSIDE, "--inside", number)
                said = done.stdout.strip().splitlines()
                found_wrong = json.loads(said[-1]) if done.returncode == 0 and said else [done.stderr.strip()]
            wrong += [f"{' before '.join(order)}: {fault}" for fault in found_wrong]
    without = "" if options.private_users else ", without PrivateUsers, which this machine does not allow"
    finish(f"{len(ORDERS)} orders of starting, 3 restarts, a kill and a hang under systemd{without}: {len(wrong)} violations", wrong)


if __name__ == "__main__":
    main()
