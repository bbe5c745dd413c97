"""The network of a comparison: a namespace where only loopback is, and a server of feeds or list pages on it."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import ssl
import struct
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Literal

import psutil

from tests.authority import Authority
from tests.benchmarks.bench_poll import free_port
from tests.benchmarks.feed_server import ITEMS

#: `tls` are feeds too, each on a host of its own.
Work = Literal["feeds", "tls", "lists"]

ROOT = Path(__file__).parents[2]
_INSIDE = "POLICYWATCH_BENCH_INSIDE"
_DOMAIN = "peers.test"


def inside() -> bool:
    return _INSIDE in os.environ


def go_inside(module: str) -> None:
    """Starts a program again, with its arguments, where only loopback is: there is no way out for any tool."""
    user = [] if os.geteuid() == 0 else ["--map-root-user"]
    os.environ[_INSIDE] = "yes"
    again = [sys.executable, "-m", module, *sys.argv[1:]]
    os.execvp("unshare", ["unshare", *user, "--net", "--mount", *again])


def loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, 0x8914, struct.pack("16sh14x", b"lo", 0x49))  # SIOCSIFFLAGS: up, loopback, running
    if [name for name, one in psutil.net_if_stats().items() if name != "lo" and one.isup]:
        raise SystemExit("there is a way out of this network: nothing is measured")


def name_hosts(count: int, folder: Path) -> None:
    """Names of so many hosts, for this namespace only."""
    hosts = folder / "hosts"
    names = "".join(f"127.0.0.1 h{number}.{_DOMAIN}\n" for number in range(count))
    hosts.write_text(f"127.0.0.1 localhost\n{names}", encoding="ascii")
    subprocess.run(["mount", "--bind", str(hosts), "/etc/hosts"], check=True)


def environment(home: Path, trusted: Path | None) -> dict[str, str]:
    """Of a tool. Certificate authorities are named as their users name them: OpenSSL, requests, curl and newsboat."""
    named = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "dumb"}
    if trusted:
        named |= dict.fromkeys(("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"), str(trusted))
    return named


class Server:
    """`trusted`: the file of all authorities of this machine and that of the server; None without TLS."""

    def __init__(self, work: Work, hosts: int, folder: Path) -> None:
        self.work, self.port = work, free_port()
        self.trusted = self._context = None
        certificate = []
        if work == "tls":
            name_hosts(hosts, folder)
            certificate = [self._certify(folder)]
        command = [sys.executable, "-m", "tests.benchmarks.feed_server", str(self.port), *certificate]
        self._process = subprocess.Popen(command, cwd=ROOT)
        self.mode("304")

    def _certify(self, folder: Path) -> str:
        authority = Authority(folder)
        authority.server(_DOMAIN, f"*.{_DOMAIN}")
        ours, self.trusted = authority.pem.read_text("ascii"), folder / "trusted.pem"
        known = ssl.get_default_verify_paths().cafile
        everybody = Path(known).read_text("utf-8") if known else ""
        self.trusted.write_text(everybody + ours, encoding="utf-8")
        self._context = ssl.create_default_context(cafile=str(authority.pem))
        return str(next(folder.glob(f"{_DOMAIN}-*.pem")))

    def base(self, number: int | str = 0) -> str:
        """`number` may be a place to be filled in."""
        return f"https://h{number}.{_DOMAIN}:{self.port}" if self.work == "tls" else f"http://127.0.0.1:{self.port}"

    def url(self, tool: str, number: int | str) -> str:
        return f"{self.base(number)}/{'lists' if self.work == 'lists' else 'feeds'}/{tool}-{number}"

    def mode(self, mode: str, tool: str = "") -> None:
        for _ in range(50):
            try:
                self._ask(f"/mode/{tool}" if tool else "/mode", mode)
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the server of feeds does not answer")

    def asked(self, tool: str) -> int:
        """Requests of a tool so far."""
        return int(self._ask(f"/state/{tool}")["asked"])

    def shown(self, tool: str, feeds: int) -> set[str]:
        """Ids of all items that feeds of a tool have shown."""
        added = self._ask(f"/state/{tool}")["added"]
        names = [f"{tool}-{number}" for number in range(feeds)]
        return {f"{name}-{item}" for name in names for item in range(1, ITEMS + added.get(name, 0) + 1)}

    def _ask(self, path: str, put: str | None = None) -> dict[str, object]:
        method, body = ("GET", None) if put is None else ("PUT", put.encode())
        request = urllib.request.Request(self.base() + path, data=body, method=method)
        with urllib.request.urlopen(request, timeout=30, context=self._context) as answer:
            found: dict[str, object] = json.load(answer)
        return found

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)
