"""`web` of policywatch.yml: where the page listens and who may do what."""

from __future__ import annotations

import ipaddress
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, field_validator

from monitor.subscription import Strict

Role = Literal["reader", "analyst", "operator"]
ROLES: tuple[Role, ...] = ("reader", "analyst", "operator")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_HERE: list[Any] = ["127.0.0.0/8", "::1/128"]


def _network(value: object) -> Network:
    try:
        return ipaddress.ip_network(str(value))
    except ValueError as error:
        raise ValueError(f"{value!r} is no network; write one such as 127.0.0.1/32") from error


class Web(Strict):
    listen: str = "127.0.0.1:8700"  # host:port, or off
    base_url: str = ""  # how people reach it: the links in messages begin with it
    local: Role | Literal["nobody"] = "operator"  # what who asks from this machine may do without a token
    proxy_user_header: str = ""  # a reverse proxy says here who asks; believed only from proxy_addresses
    proxy_addresses: list[Annotated[Network, BeforeValidator(_network)]] = [_network(one) for one in _HERE]
    users: dict[str, Role] = {}  # of the reverse proxy
    default_role: Role | Literal["nobody"] = "reader"  # of those whom the proxy knows and `users` does not

    @field_validator("listen", mode="before")
    @classmethod
    def _listen(cls, value: Any) -> str:
        if value is False or value == "off":  # YAML 1.1 reads a bare off as false
            return "off"
        host, _, port = str(value).rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise ValueError("write host:port, such as 127.0.0.1:8700, or off")
        return str(value)

    @field_validator("base_url")
    @classmethod
    def _base_url(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
            raise ValueError("write the address people use, such as https://policywatch.example.org")
        return value.rstrip("/")

    @property
    def host(self) -> str:
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        return int(self.listen.rpartition(":")[2])

    @property
    def is_loopback(self) -> bool:
        return is_loopback(self.host)

    @property
    def address(self) -> str:
        """How a link to the page begins."""
        return self.base_url or f"http://{self.listen}"


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
