"""What stands on a page that ran without a browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState

from woonzorg.rapport.bestand import STUK

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest


def read_data(app: AppTest) -> list[dict[str, Any]]:
    """Return what our own components were given."""
    protos = [element.proto for element in app.get("bidi_component")]
    return [json.loads(proto.json or proto.mixed.json or "{}") for proto in protos]


def list_papieren(app: AppTest) -> dict[str, str]:
    """Return the buttons that give a paper, with the name of their file."""
    assert not app.exception
    buttons = [button for data in read_data(app) for button in data.get("knoppen", ())]
    return {one["label"]: one["naam"] for one in buttons if one["naam"].endswith(STUK)}


def read_html(app: AppTest) -> str:
    """Return all HTML on the page, of `st.html` and of our own components; not the looks."""
    parts = [element.proto.body for element in app.get("html")]
    parts += [str(data["html"]) for data in read_data(app) if "html" in data]
    return "\n".join(part for part in parts if not part.startswith("<style>"))


def read_told(app: AppTest) -> str:
    """Return what the page says in messages and captions."""
    kinds = (app.error, app.warning, app.success, app.info, app.caption)
    return " ".join(item.value for kind in kinds for item in kind)


def read_knoppen(app: AppTest) -> list[str]:
    """Return the labels of the files that are offered."""
    return [button["label"] for data in read_data(app) for button in data.get("knoppen", ())]


def find_kleuring(app: AppTest) -> dict[str, Any]:
    """Return the colours that the map was given."""
    return next(data for data in read_data(app) if "vakken" in data)


def send(app: AppTest, sleutel: str, **gebeurtenis: Any) -> AppTest:
    """Let the browser tell what somebody did with one of our own components (its key): an event with its value."""
    part = next(item.proto for item in app.get("bidi_component") if item.proto.id.endswith(f"-{sleutel}"))
    told = [{"event": name, "value": value} for name, value in gebeurtenis.items()]
    states = app._tree.get_widget_states()
    states.widgets.append(
        WidgetState(id=_make_trigger_id(part.id, "events"), json_trigger_value=json.dumps(told))
    )
    return app._run(states)
