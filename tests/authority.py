"""A certificate authority for one test run, and servers' TLS contexts signed by it."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

_PRIVATE = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Authority:
    """`pem` is the file that a crawler trusts: `CrawlerSettings(authorities=str(authority.pem))`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key: Key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test Authority")])
        certificate = self._certificate(self._key, self._name, [], days=30, is_authority=True)
        self.pem = folder / "authority.pem"
        self.pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def server(
        self, *names: str, days: int = 30, key: Literal["good", "small"] = "good", self_signed: bool = False
    ) -> ssl.SSLContext:
        """For a server called `names`; negative `days` have expired; a small key needs `tls: legacy`."""
        own: Key = ec.generate_private_key(ec.SECP256R1()) if key == "good" else rsa.generate_private_key(65537, 1024)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        certificate = self._certificate(own, subject, list(names), days=days, signer=own if self_signed else None)
        pem = self._folder / f"{names[0]}-{days}-{key}-{self_signed}.pem"
        pem.write_bytes(own.private_bytes(*_PRIVATE) + certificate.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if key == "small":
            context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.load_cert_chain(pem)
        return context

    def _certificate(
        self,
        key: Key,
        subject: x509.Name,
        names: list[str],
        *,
        days: int,
        is_authority: bool = False,
        signer: Key | None = None,
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject if signer else self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=60))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        )
        if names:
            builder = builder.add_extension(
                x509.SubjectAlternativeName([_name(name) for name in names]), critical=False
            )
        return builder.sign(signer or self._key, hashes.SHA256())


def _name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
