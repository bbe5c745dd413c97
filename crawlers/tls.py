"""One TLS context per way of connecting: loading the certificate store costs more than a poll."""

from __future__ import annotations

import ssl
from functools import cache
from typing import Literal

Tls = Literal["strict", "legacy", "unverified"]


@cache
def tls_context(tls: Tls, authorities: str = "") -> ssl.SSLContext:
    """`legacy` still verifies, but takes the small keys and old handshakes of some government servers.

    `authorities` is a file of further certificate authorities in PEM, for intranets.
    """
    context = ssl.create_default_context()
    if authorities:
        context.load_verify_locations(authorities)
    if tls == "legacy":
        context.set_ciphers("DEFAULT:@SECLEVEL=1")
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    if tls == "unverified":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
