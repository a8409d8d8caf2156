"""A session of Streamlit's own protocol over a websocket, as a browser has, without drawing."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from benchmarks.server import Server

KAART = b'"vakken"'
"""Stands in what is sent when the map has other colours."""

_GEDULD = 180
"""Longest wait for a message, in seconds."""


@dataclass
class Antwoord:
    """What a run sent.

    Attributes
    ----------
    seconden : float
        From asking to the end of the run.
    kaart : float
        The same to the new colours of a map; 0 when there were none.
    omvang : int
        Bytes.
    fouten, geweigerd : list of str
        Exceptions; and messages that say what cannot be.
    teksten : list of str
        What the page says in HTML of its own, such as its headline.
    """

    seconden: float = 0.0
    kaart: float = 0.0
    omvang: int = 0
    fouten: list[str] = field(default_factory=list)
    geweigerd: list[str] = field(default_factory=list)
    teksten: list[str] = field(default_factory=list)


_LEEFTIJD = 2
"""Runs after which a browser forgets a message that no run named (`global.maxCachedMessageAge`)."""

_KLAAR = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
"""How a run ends; one that ends early for another run goes on."""


class Sessie:
    """One visitor: remembers address, controls and what was sent before, as a browser does.

    Parameters
    ----------
    socket : ClientConnection
    pagina : str
        Name in the address; '' for the first page.
    """

    def __init__(self, socket: websockets.ClientConnection, pagina: str = "") -> None:
        self._socket, self._query = socket, ""
        # A page is asked for by its name; from then on it goes by the mark that the server gave it.
        self._page = {"page_name": pagina}
        self._hashes: dict[str, int] = {}
        self._runs = 0
        self._ids: dict[str, str] = {}
        self._fragments: dict[str, str] = {}
        self._states: dict[str, WidgetState] = {}
        self._offered: dict[str, dict[str, str]] = {}
        self._renewed: set[str] = set()
        self._kept: dict[str, ForwardMsg] = {}
        self.onderdelen: dict[str, str] = {}

    @property
    def koekjes(self) -> SimpleCookie:
        """Cookies that came with the connection, such as that of a proxy: it tells which server answers."""
        answer = self._socket.response
        told = answer.headers.get_all("Set-Cookie") if answer else []
        return SimpleCookie("; ".join(text.partition(";")[0] for text in told))

    @property
    def downloads(self) -> dict[str, str]:
        """Name of each file that the page offers, with the address to fetch it from."""
        return {name: path for group in self._offered.values() for name, path in group.items()}

    async def follow(self, query: str = "") -> Antwoord:
        """Follow a link to another view: the whole page runs."""
        self._query, self._states = query, {}
        return await self._run()

    async def choose(self, key: str, **value: object) -> Antwoord:
        """Set a control (`string_value=`, `double_value=`, `bool_value=` …): what it stands in runs."""
        state = self._states[key] = WidgetState(id=self._ids[key], **value)
        return await self._run(self._fragments.get(key, ""), state)

    async def press(self, key: str) -> Antwoord:
        """Press a button."""
        state = WidgetState(id=self._ids[key], trigger_value=True)
        return await self._run(self._fragments.get(key, ""), state)

    async def submit(self, key: str, **texts: str) -> Antwoord:
        """Fill in a form, and press its button; `texts` by key, with `_` for `-`."""
        for name, text in texts.items():
            field_ = name.replace("_", "-")
            self._states[field_] = WidgetState(id=self._ids[field_], string_value=text)
        return await self.press(key)

    async def send_event(self, key: str, event: str, value: object) -> Antwoord:
        """Do something in one of our own components."""
        told = json.dumps([{"event": event, "value": value}])
        name = f"$$STREAMLIT_INTERNAL_KEY_{self._ids[key]}__events"
        return await self._run(self._fragments.get(key, ""), WidgetState(id=name, json_trigger_value=told))

    async def _run(self, fragment: str = "", *states: WidgetState) -> Antwoord:
        ask = BackMsg()
        ask.rerun_script.query_string, ask.rerun_script.fragment_id = self._query, fragment
        for name, text in self._page.items():
            setattr(ask.rerun_script, name, text)
        self._runs += 1
        self._hashes = {key: run for key, run in self._hashes.items() if self._runs - run <= _LEEFTIJD}
        self._kept = {key: self._kept[key] for key in self._hashes}
        ask.rerun_script.cached_message_hashes.extend(self._hashes)
        all_states = {state.id: state for state in (*self._states.values(), *states)}
        ask.rerun_script.widget_states.widgets.extend(all_states.values())
        start, answer = time.monotonic(), Antwoord()
        self._renewed = set(self._offered) if fragment else set()
        await self._socket.send(ask.SerializeToString())
        while True:
            data = bytes(await asyncio.wait_for(self._socket.recv(decode=False), timeout=_GEDULD))
            answer.omvang += len(data)
            answer.seconden = time.monotonic() - start
            if KAART in data and not answer.kaart:
                answer.kaart = answer.seconden
            message = ForwardMsg.FromString(data)
            self._remember(message, answer)
            if message.WhichOneof("type") == "script_finished" and message.script_finished in _KLAAR:
                # Until then the screen shows what was there before as well.
                self._offered = {key: self._offered[key] for key in self._offered if key in self._renewed}
                return answer

    def _remember(self, message: ForwardMsg, answer: Antwoord) -> None:
        message = self._recall(message)
        if message.WhichOneof("type") == "navigation":
            self._page = {"page_script_hash": message.navigation.page_script_hash}
        if message.WhichOneof("type") == "page_info_changed":
            self._query = message.page_info_changed.query_string
        if message.WhichOneof("type") != "delta":
            return
        element, block = message.delta.new_element, message.delta.add_block
        self._keep_id(element, message.delta.fragment_id)
        self._keep_id(block, message.delta.fragment_id)
        if element.bidi_component.component_name == "woonzorg_downloads":
            offered = json.loads(element.bidi_component.json)["knoppen"]
            self._offer(element.bidi_component.id, {button["naam"]: button["pad"] for button in offered})
        if element.HasField("html"):
            answer.teksten.append(element.html.body)
        if element.HasField("exception"):
            answer.fouten.append(element.exception.message)
        if element.HasField("alert") and element.alert.format == element.alert.ERROR:
            answer.geweigerd.append(element.alert.body)

    def _recall(self, message: ForwardMsg) -> ForwardMsg:
        """Return a message, or the one of before that it names."""
        found = self._kept[message.ref_hash] if message.ref_hash else message
        if found.hash:
            self._kept[found.hash], self._hashes[found.hash] = found, self._runs
        return found

    def _offer(self, key: str, group: dict[str, str]) -> None:
        self._offered[key] = group
        self._renewed.add(key)

    def _keep_id(self, shown: Any, fragment: str) -> None:
        """Keep the id of a control under its key: ids look like ``$$ID-<hash>-<key>``."""
        kind = shown.WhichOneof("type")
        name = str(getattr(getattr(shown, kind), "id", "")) if kind else ""
        if name.count("-") > 1:
            key = name.split("-", 2)[2]
            self._ids[key], self._fragments[key] = name, fragment
            if kind == "bidi_component":
                self.onderdelen[key] = shown.bidi_component.json


@asynccontextmanager
async def open_sessie(server: Server, pagina: str = "", koekje: str = "") -> AsyncIterator[Sessie]:
    """Open a session, with a cookie of an earlier one; it closes with the block."""
    kept = {"Cookie": koekje} if koekje else {}
    uri = f"ws://{server.adres}/_stcore/stream"
    async with websockets.connect(
        uri, subprotocols=["streamlit"], max_size=None, additional_headers=kept
    ) as socket:
        yield Sessie(socket, pagina)
