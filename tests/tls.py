"""TLS in front of the tests' PostgreSQL, which has none of its own, and certificates for it."""

import asyncio
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SSL_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"
"""What a client sends to ask for TLS (PostgreSQL, "Message Formats")."""


@dataclass
class Signer:
    """Somebody who signs certificates; ``file`` is what those who trust it are given."""

    folder: Path
    name: str
    file: Path = field(init=False)

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self._signed(self.name, self.key.public_key(), 30, None)
        self.file = self.folder / f"{self.name}.pem"
        self.file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def context(self, host: str, days: int = 30) -> ssl.SSLContext:
        """What a server uses that is called ``host``; its certificate is good for so many days from now on."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._signed(host, key.public_key(), days, self.certificate)
        both = self.folder / f"{self.name} for {host} {days}.pem"
        both.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(both)
        return made

    def _signed(
        self, name: str, key: ec.EllipticCurvePublicKey, days: int, issuer: x509.Certificate | None
    ) -> x509.Certificate:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.subject if issuer else subject)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=60))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .sign(self.key, hashes.SHA256())
        )


@dataclass
class Front:
    """Where the server is reached by TLS."""

    port: int
    loop: asyncio.AbstractEventLoop
    links: set[asyncio.Task[None]]

    def cut(self) -> None:
        """Cut every connection there is, as a network does that goes away."""
        asyncio.run_coroutine_threadsafe(self._cut(), self.loop).result(60)

    async def _cut(self) -> None:
        for link in (cut := list(self.links)):
            link.cancel()
        await asyncio.gather(*cut, return_exceptions=True)


@contextmanager
def tls_front(socket: str, context: ssl.SSLContext) -> Iterator[Front]:
    """Answer with TLS on a port of this PC, and pass on to a server's socket what is said."""
    loop, ready, links, ports = asyncio.new_event_loop(), Event(), set[asyncio.Task[None]](), list[int]()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = asyncio.current_task()
        assert link is not None
        links.add(link)
        behind: asyncio.StreamWriter | None = None
        try:
            assert await reader.readexactly(len(SSL_REQUEST)) == SSL_REQUEST, "asked for no TLS"
            writer.write(b"S")
            await writer.start_tls(context)
            back, behind = await asyncio.open_unix_connection(socket)
            await asyncio.wait(
                [asyncio.ensure_future(pass_on(*ends)) for ends in ((reader, behind), (back, writer))],
                return_when=asyncio.FIRST_COMPLETED,
            )
        except (OSError, asyncio.CancelledError, asyncio.IncompleteReadError):
            pass  # refused by whom it answers, or cut
        finally:
            for end in filter(None, (writer, behind)):
                end.transport.abort()
            links.discard(link)

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while said := await reader.read(65536):
                writer.write(said)
                await writer.drain()

    async def serve() -> None:
        listening = await asyncio.start_server(answer, "127.0.0.1", 0)
        ports.append(listening.sockets[0].getsockname()[1])
        ready.set()

    # A client that leaves in the middle of the handshake, as for a certificate it does not trust, is expected here.
    asyncio_log = logging.getLogger("asyncio")
    level = asyncio_log.level
    asyncio_log.setLevel(logging.ERROR)
    loop.create_task(serve())
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    assert ready.wait(60)
    front = Front(ports[0], loop, links)
    try:
        yield front
    finally:
        front.cut()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
        asyncio_log.setLevel(level)
