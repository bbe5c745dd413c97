"""Nothing of our own network is asked, however the address is written or found."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.addresses import AddressGuard, web_address
from crawlers.errors import Refused
from tests.crawlers.network import LOOPBACK, Names, open_crawler, source
from tests.hostile_server import HostileServer

CLOSED = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "168.63.129.16",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "5f00::1", "fc00::1",
    "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
]  # fmt: skip
OPEN = ["1.1.1.1", "8.8.8.8", "172.32.0.1", "211.34.1.1", "2606:4700::1111", "2001:4860:4860::8888", "::ffff:8.8.8.8"]

HIDDEN = [
    "http://0x7f000001/", "http://0x7f.0.0.1/", "http://127.2/", "http://127.0.1/", "http://2130706433/",
    "http://017700000001/", "http://0177.0.0.1/", "http://127.0.0.1./", "http://0/", "http://127.0.0.0x1/",
    "http://１２７.０.０.１/", "http://①②⑦.0.0.1/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:7f00:1]/", "http://[::1]/", "http://[::]/", "http://%31%32%37.0.0.1/",
    "http://127。0。0。1/", "http://user@127.0.0.1/", "http://example.org@127.0.0.1/", "http://127.0.0.1\\@example.org/",
    "http://[fe80::1%25eth0]/", "http://0x7f000001./",
]  # fmt: skip


@pytest.mark.parametrize("address", CLOSED)
def test_the_inside_is_closed(address: str) -> None:
    assert not AddressGuard().opens(ip_address(address))


@pytest.mark.parametrize("address", OPEN)
def test_the_public_is_open(address: str) -> None:
    assert AddressGuard().opens(ip_address(address))


def test_only_what_is_allowed_is_opened() -> None:
    guard = AddressGuard([ip_network("10.1.0.0/16"), ip_network("fd00::/8")])
    assert guard.opens(ip_address("10.1.2.3"))
    assert guard.opens(ip_address("::ffff:10.1.2.3"))
    assert guard.opens(ip_address("fd00::1"))
    assert not guard.opens(ip_address("10.2.0.1"))
    assert not guard.opens(ip_address("127.0.0.1"))


@given(st.integers(0, 2**32 - 1))
def test_what_python_calls_private_is_closed(number: int) -> None:
    address = ip_address(number)
    if not address.is_global:
        assert not AddressGuard().opens(address)


@pytest.mark.parametrize("url", HIDDEN)
async def test_literals_are_refused_however_they_are_written(url: str) -> None:
    names = Names({})
    async with open_crawler(names, allow_networks=()) as crawler:
        with pytest.raises(Refused):
            await crawler.fetch_for(source("http://example.org/"))(url)
    assert names.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/a", "gopher://127.0.0.1:25/x", "data:text/plain,hello",
        "javascript:alert(1)",
        "s3://bucket/key", "//example.org/", "example.org", "", "http://", "http:///x", "http://ex ample.org/",
        "http://example.org:99999/", "http://exa..mple.org/", "http://[::1/", "http://-/", "http://example.org:0/",
    ],
)  # fmt: skip
def test_only_proper_web_addresses(url: str) -> None:
    with pytest.raises(Refused):
        web_address(url)


def test_addresses_are_asked_as_they_are_written() -> None:
    assert str(web_address("https://example.org/a%2Fb/갈륨?k=%2B+x&y=1#part")) == (
        "https://example.org/a%2Fb/%EA%B0%88%EB%A5%A8?k=%2B+x&y=1"
    )
    assert web_address("http://산업부.한국/").raw_host == "xn--or3b91ds0f.xn--3e0b707e"


async def test_a_name_that_leads_inside_is_refused_before_connecting() -> None:
    async with HostileServer() as trap:
        names = Names({"intranet.example": ["127.0.0.1"], "metadata.example": ["169.254.169.254", "fd00:ec2::254"]})
        async with open_crawler(names, allow_networks=()) as crawler:
            fetch = crawler.fetch_for(source("http://example.org/"))
            with pytest.raises(Refused, match=r"intranet.example \(127.0.0.1\) is an internal address"):
                await fetch(trap.url("/feed", "intranet.example"))
            with pytest.raises(Refused, match="POLICYWATCH_ALLOW_NETWORKS"):
                await fetch("http://metadata.example/latest/meta-data/")
    assert trap.connections == 0


async def test_a_name_with_a_public_and_an_internal_address_never_reaches_the_inside() -> None:
    names = Names({"mixed.example": ["10.0.0.1", "127.0.0.1"]})
    async with HostileServer() as trap, open_crawler(names) as crawler:
        page = await crawler.fetch_for(source("http://example.org/"))(trap.url("/feed", "mixed.example"))
    assert page.status == 200
    assert [seen.headers["host"] for seen in trap.requests] == [f"mixed.example:{trap.port}"]


async def test_rebinding_is_refused_at_the_second_answer() -> None:
    names = Names({"rebind.example": [["127.0.0.1"], ["10.0.0.7"]]})
    async with HostileServer() as server, HostileServer() as other, open_crawler(names) as crawler:
        fetch = crawler.fetch_for(source("http://example.org/"))
        assert (await fetch(server.url("/feed", "rebind.example"))).status == 200
        with pytest.raises(Refused, match=r"10\.0\.0\.7"):
            await fetch(other.url("/feed", "rebind.example"))
    assert other.connections == 0


@pytest.mark.parametrize("to", ["http://169.254.169.254/latest/", "http://[::1]/", "http://0x7f000001/", "http://inside.example/",
                                "file:///etc/passwd", "ftp://127.0.0.1/", "//10.0.0.1/", "http://127.2/"])  # fmt: skip
async def test_a_redirect_inside_is_refused(to: str) -> None:
    async with HostileServer() as server, open_crawler(Names({"inside.example": ["10.0.0.1"]})) as crawler:
        with pytest.raises(Refused):
            await crawler.fetch_for(source("http://example.org/"))(server.url(f"/redirect?to={to}"))
        assert server.connections == 1


async def test_a_proxy_in_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with HostileServer() as proxy, HostileServer() as server:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url(""))
        async with open_crawler(allow_networks=LOOPBACK) as crawler:
            await crawler.fetch_for(source("http://example.org/"))(server.url("/feed"))
            with pytest.raises(Refused):
                await crawler.fetch_for(source("http://example.org/"))("http://10.0.0.1/")
        assert proxy.connections == 0
