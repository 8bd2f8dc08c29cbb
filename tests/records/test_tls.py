"""A server reached by TLS: everything works over it, and a certificate that is not right is told in one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from socket import create_server
from threading import Event, Thread

import pytest

from outreach.actions.change import Actor
from outreach.actions.people import PersonDetails, add_person
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.errors import OutreachError, ServerLostError
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_database, transaction
from outreach.records.feed import Watch
from outreach.records.people import Person
from outreach.ui.ahead import Ahead
from tests.conftest import Server
from tests.records.test_server import socket_of
from tests.tls import Front, Signer, tls_front

HOST = "records.example.gov"
BY = Actor("R. Sample", workstation="desk 1")


@dataclass
class Reached:
    """A server by TLS, and who signed its certificate."""

    front: Front
    signer: Signer

    def url(self, host: str = HOST, **asked: str) -> str:
        asked = {"sslmode": "verify-full", "sslrootcert": str(self.signer.file), **asked}
        words = "&".join(f"{name}={value}" for name, value in asked.items())
        return f"postgresql://postgres@{host}:{self.front.port}/secure?hostaddr=127.0.0.1&{words}"


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return Signer(tmp_path, "City")


@pytest.fixture
def reached(server: Server, signer: Signer) -> Iterator[Reached]:
    server.run("CREATE DATABASE secure TEMPLATE template_outreach")
    with tls_front(f"{socket_of(server)}/.s.PGSQL.5432", signer.context(HOST)) as front:
        yield Reached(front, signer)
        close_database()
    server.run("DROP DATABASE secure WITH (FORCE)")


def refusal(url: str) -> str:
    with pytest.raises(OutreachError) as told:
        open_database(url)
    assert not isinstance(told.value, ServerLostError)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_what_is_recorded_and_heard_goes_over_tls_and_a_cut_is_mended(reached: Reached) -> None:
    open_database(reached.url())
    heard: list[object] = []
    listens, told = Event(), Event()

    def listen() -> None:
        with connection():
            assert database.connection().pgconn.ssl_in_use
            watch = Watch()
            listens.set()
            try:
                for _ in range(2):
                    while not watch.changed(Event()):
                        pass
                    heard.append("news")
                    told.set()
            except ServerLostError as lost:
                heard.append(lost)

    listener = Thread(target=listen)
    listener.start()
    assert listens.wait(60)
    with connection():
        precinct = set_up_precinct(BY, PrecinctDetails("PD", "West")).only_id("precinct")
        assert told.wait(60)
        reached.front.cut()
        with pytest.raises(ServerLostError, match="was cut"), transaction():
            Person.select().count()
        with connection():
            add_person(BY, precinct, PersonDetails("Opal"))
            assert [one.given_name for one in Person.select()] == ["Opal"]
    listener.join(60)
    assert heard[0] == "news"
    assert isinstance(heard[-1], ServerLostError)


def test_a_certificate_that_is_not_right_is_told(reached: Reached, server: Server, tmp_path: Path) -> None:
    stranger = Signer(tmp_path, "Stranger")
    (tmp_path / "empty.pem").write_text("nothing")
    told = {
        "shows the certificate of records.example.gov": reached.url("west.example.gov"),
        "Nobody this PC trusts has signed": reached.url(sslrootcert=str(stranger.file)),
        f"There is no file {tmp_path}/none.pem, by which to know": reached.url(sslrootcert=f"{tmp_path}/none.pem"),
        f"The file {tmp_path}/empty.pem holds no certificate": reached.url(sslrootcert=f"{tmp_path}/empty.pem"),
    }
    for sentence, url in told.items():
        assert sentence in refusal(url)
    with tls_front(f"{socket_of(server)}/.s.PGSQL.5432", reached.signer.context(HOST, days=-1)) as old:
        assert "or it has run out" in refusal(Reached(old, reached.signer).url())


def test_a_server_without_tls_is_told_and_nothing_is_sent_to_it() -> None:
    sent: list[bytes] = []
    with create_server(("127.0.0.1", 0)) as plain:

        def answer() -> None:
            link, _ = plain.accept()
            with link:
                sent.append(link.recv(1024))
                link.sendall(b"N")
                sent.append(link.recv(1024))

        thread = Thread(target=answer)
        thread.start()
        url = f"postgresql://outreach:secret@{HOST}:{plain.getsockname()[1]}/west?hostaddr=127.0.0.1&sslmode=require"
        assert "does not encrypt (TLS)" in refusal(url)
        thread.join(60)
    assert len(sent[0]) == 8
    assert sent[1] == b""


def test_what_the_window_shows_first_is_read_ahead_over_it(reached: Reached) -> None:
    open_database(reached.url())
    with connection():
        set_up_precinct(BY, PrecinctDetails("Police", "West Precinct"))
    close_database()
    reading = Ahead(reached.url())
    assert reading.told().known.header.name == "West Precinct"
    reading.close()
