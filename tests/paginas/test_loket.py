"""The counter where files are fetched: what a screen offers can be fetched for as long as it is on the screen."""

from __future__ import annotations

import asyncio
import gc
import threading
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from browser.browser_kader import run_app
from starlette.applications import Starlette

from benchmarks.server import Server
from benchmarks.sessie import open_sessie
from pages.bouwstenen import loket
from pages.bouwstenen.loket import Download, Loket
from pages.bouwstenen.server import opening
from pages.bouwstenen.werk.wachtplek import describe_bestand
from woonzorg.fouten import InvoerFout


def run(task):
    """Run in a thread of its own: browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(task())).result()


def fetch(path: str, basis: str = "", method: str = "GET", koppen: dict[str, str] | None = None):
    """Ask the routes for a path, as a server does; return status, headers and content."""
    sent: list[dict] = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    async def ask():
        headers = [(name.encode(), text.encode()) for name, text in (koppen or {}).items()]
        bare, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": bare,
            "headers": headers,
            "query_string": query.encode(),
        }
        await Starlette(routes=opening.make_routes(basis))(scope, receive, send)

    run(ask)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:])


def make(naam: str, inhoud: bytes | str = b"x", label: str = "Kaart") -> Download:
    return Download(label, naam, lambda: inhoud)


def test_a_file_is_made_when_it_is_fetched_and_each_time_anew():
    mine, made = Loket(), []
    [path] = mine.offer("kaart", [Download("Kaart", "kaart é.csv", lambda: made.append(1) or "a;é\n")])
    assert made == []
    status, headers, content = fetch(f"/{path}")
    assert (status, content.decode(), headers["content-type"]) == (200, "a;é\n", "text/csv; charset=utf-8")
    assert headers["content-disposition"] == "attachment; filename*=utf-8''kaart%20%C3%A9.csv"
    assert headers["cache-control"] == "no-store"
    assert fetch(f"/{path}")[0] == 200
    assert len(made) == 2


def test_a_button_keeps_its_address_and_gives_what_the_screen_shows_last():
    mine = Loket()
    first = mine.offer("kaart", [make("kaart.png", b"oud"), make("kaart.svg", label="SVG")])
    assert mine.offer("kaart", [make("kaart.png", b"nieuw"), make("kaart.svg", label="SVG")]) == first
    assert fetch(f"/{first[0]}")[2] == b"nieuw"
    assert len({*first, *mine.offer("dia", [make("kaart.png")])}) == 3


def test_what_a_button_offered_just_before_can_still_be_fetched():
    """The screen of a browser is a step behind: a press that comes just then fetches what the screen says."""
    mine = Loket()
    [old] = mine.offer("stuk", [make("scenario-a.pdf", b"a")])
    [new] = mine.offer("stuk", [make("scenario-b.pdf", b"b")])
    assert [fetch(f"/{path}")[2] for path in (old, new)] == [b"a", b"b"]
    mine.offer("stuk", [make("scenario-c.pdf", b"c")])
    assert [fetch(f"/{path}")[0] for path in (old, new)] == [410, 200]


def test_a_run_that_is_broken_off_takes_nothing_away_and_a_complete_one_what_it_left_out():
    mine = Loket()
    mine.begin()
    [kept], [left] = mine.offer("a", [make("a.csv")]), mine.offer("b", [make("b.csv")])
    mine.end()
    for _ in range(3):  # broken off before its buttons
        mine.begin()
    assert [fetch(f"/{path}")[0] for path in (kept, left)] == [200, 200]
    mine.offer("a", [make("a.csv")])
    mine.end()
    status, headers, content = fetch(f"/{left}")
    assert (status, content.decode()) == (410, loket.VERLOPEN)
    assert headers["cache-control"] == "no-store"
    assert fetch(f"/{kept}")[0] == 200


def test_what_a_visit_offered_goes_with_the_visit():
    mine = Loket()
    [path] = mine.offer("a", [make("a.csv")])
    other = Loket()
    assert fetch(f"/{path.replace(mine.nummer, other.nummer)}")[0] == 410
    assert fetch(f"/{path}")[0] == 200
    del mine
    gc.collect()
    assert fetch(f"/{path}")[0] == 410
    assert len(other.nummer) >= 32


def test_what_stands_in_the_way_of_a_file_is_told():
    def refuse() -> bytes:
        message = "Dit kan niet op papier."
        raise InvoerFout(message, remedie="Kies een ander scenario.")

    mine = Loket()
    [path] = mine.offer("a", [Download("PDF", "a.pdf", refuse)])
    status, headers, content = fetch(f"/{path}")
    assert status == 422
    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert "Dit kan niet op papier." in content.decode()
    assert "Kies een ander scenario." in content.decode()


@pytest.mark.parametrize(("basis", "start"), [("", ""), ("woonzorg", "/woonzorg"), ("/a/b/", "/a/b")])
def test_a_server_under_a_path_serves_under_that_path(basis, start):
    mine = Loket()
    [path] = mine.offer("a", [make("a.csv")])
    assert fetch(f"{start}/{path}", basis)[0] == 200
    assert fetch(f"{start}/{path}", basis, "POST")[0] == 405
    assert fetch(f"/elders/{path}", basis)[0] == 404


def test_files_are_made_a_few_at_a_time():
    """Twelve visitors ask together; what they wait for takes the memory of four."""
    busy, most, lock = 0, 0, threading.Lock()
    everybody = threading.Barrier(4)

    def work() -> bytes:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        everybody.wait(timeout=300)
        with lock:
            busy -= 1
        return b"x"

    visitors = [Loket() for _ in range(12)]
    paths = [path for mine in visitors for path in mine.offer("a", [Download("A", "a.csv", work)])]
    with ThreadPoolExecutor(12) as pool:
        found = [*pool.map(lambda path: fetch(f"/{path}")[0], paths)]
    assert found == [200] * 12
    assert most == 4


def read(url: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_downloads_stay_while_twenty_others_are_active(tmp_path):
    """All of the others run their pages twice between an offer and its fetch; and what was offered before stays."""

    async def visit(url: str):
        server = Server(url.removeprefix("http://").rstrip("/"), 0, 0.0)
        async with AsyncExitStack() as stack:
            mine = await stack.enter_async_context(open_sessie(server, "buurt"))
            others = [await stack.enter_async_context(open_sessie(server, "methode")) for _ in range(20)]
            assert (await mine.follow("gebied=BU91060103")).fouten == []

            async def stir():
                for _ in range(2):
                    await asyncio.gather(*(other.follow() for other in others))

            await stir()
            offered = dict(mine.downloads)
            first = [await asyncio.to_thread(read, url + path) for path in offered.values()]
            await mine.follow("gebied=BU91060101")
            await stir()
            again = [
                await asyncio.to_thread(read, url + path) for path in (offered | mine.downloads).values()
            ]
            return offered, first, again

    with run_app(tmp_path) as url:
        offered, first, again = run(lambda: visit(url))
        assert [Path(name).suffix for name in offered] == [".pdf", ".html", ".xlsx"]
        assert [status for status, _ in first] == [200] * 3
        assert first[0][1].startswith(b"%PDF-")
        assert [status for status, _ in again] == [200] * 6
        assert read(f"{url}bestand/{'x' * 32}/{'0' * 16}") == (410, loket.VERLOPEN.encode())
    assert "Traceback" not in (tmp_path / "log.txt").read_text()


def test_who_waits_for_many_files_already_is_asked_to_wait_and_others_are_not():
    hold = threading.Event()
    mine, other = Loket(), Loket()
    [path] = mine.offer("a", [Download("A", "a.csv", lambda: hold.wait(30) and "a")])
    [free] = other.offer("b", [make("b.csv", b"b")])
    with ThreadPoolExecutor(loket.MEEST_WACHTEND) as pool:
        asked = [pool.submit(fetch, f"/{path}") for _ in range(loket.MEEST_WACHTEND)]
        while loket._MAKERS.count_wachtend(mine.nummer) < loket.MEEST_WACHTEND:
            pass
        status, _, content = fetch(f"/{path}")
        assert (status, content.decode()) == (429, loket.TE_VEEL)
        assert fetch(f"/{free}")[2] == b"b"
        hold.set()
        assert {one.result()[0] for one in asked} == {200}
    assert fetch(f"/{path}")[0] == 200


def test_files_of_all_screens_of_an_account_are_counted_together():
    hold = threading.Event()
    first, second, other = Loket(), Loket(), Loket()
    for screen, account in ((first, "jo"), (second, "jo"), (other, "an")):
        screen.begin(account)
    asked = [loket._MAKERS.submit(first.bezoeker, hold.wait, 30) for _ in range(loket.MEEST_WACHTEND)]
    [path] = second.offer("a", [make("a.csv", b"a")])
    [free] = other.offer("b", [make("b.csv", b"b")])
    assert (fetch(f"/{path}")[0], fetch(f"/{free}")[2]) == (429, b"b")
    hold.set()
    assert all(one.result(20) for one in asked)
    assert Loket().bezoeker != Loket().bezoeker


def test_who_waits_for_files_of_others_is_told_his_place_in_the_row():
    hold, others, mine = threading.Event(), Loket(), Loket()
    crowd = [loket._MAKERS.submit(f"{others.nummer}{number}", hold.wait, 60) for number in range(6)]
    [path] = mine.offer("a", [make("a.csv", b"klaar")])
    assert fetch(f"/{path}/plaats")[::2] == (200, b"")  # nobody asked for it yet
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(fetch, f"/{path}")
        try:
            while not (told := fetch(f"/{path}/plaats")[2]):
                assert not answer.done()
            assert told.decode() == describe_bestand(3)
            assert "de derde in de rij" in told.decode()
            assert fetch(f"/{path.replace(mine.nummer, others.nummer)}/plaats")[2] == b""
        finally:
            hold.set()
        assert answer.result()[::2] == (200, b"klaar")
    assert all(one.result(timeout=300) for one in crowd)
    assert fetch(f"/{path}/plaats")[2] == b""
    assert fetch(f"/bestand/{'x' * 32}/{'0' * 16}/plaats")[0] == 410
