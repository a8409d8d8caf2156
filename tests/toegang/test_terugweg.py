"""The way back after a login: to a page of ours with parameters of its links, wherever a cookie points to."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from server.asgi_vraag import ask
from starlette.responses import RedirectResponse

from pages.bouwstenen.aanmelding.terugweg import KOEKJE, LANGST, Terugweg, read_heen
from pages.bouwstenen.server.paginas import AANMELDING, ADRESSEN, EERSTE
from woonzorg.links.parameters import list_parameters

KAART = "/?gebied=BU91060103&thema=ses_woa"


@pytest.mark.parametrize("basis", ["", "/woonzorg", "/a/b"])
@pytest.mark.parametrize(
    ("gevraagd", "heen"),
    [
        (KAART, KAART),
        ("/gegevens?deel=laden", "/gegevens?deel=laden"),
        ("/buurt/?gebied=BU91060103", "/buurt?gebied=BU91060103"),
        ("/methode?methode_deel=Wijk%20en%20voorbeelden", "/methode?methode_deel=Wijk+en+voorbeelden"),
        ("/aanmelding", "/aanmelding"),
        ("/gegevens?deel=laden&x=1&next=//elders.test", "/gegevens?deel=laden"),
        ("/initiatief?naam=%C3%A9%26b%0D%0A", "/initiatief?naam=%C3%A9%26b%0D%0A"),
        ("/", ""),
        ("/?x=1", ""),
    ],
)
def test_a_page_of_ours_is_found_again_with_the_parameters_of_its_links(basis, gevraagd, heen) -> None:
    assert read_heen(quote(basis + gevraagd, safe=""), basis) == (basis + heen if heen else "")


@pytest.mark.parametrize(
    "tekst",
    [
        "", "x", "https://elders.test/", "//elders.test/gegevens", "/\\elders.test", "/%5C/elders.test",
        "/%2F/elders.test",
        "javascript:alert(1)", "/gegevens/../auth/logout", "/auth/logout", "/oauth2callback?state=x", "/_stcore/health",
        "/gegevens#//elders.test", "/gegevens\r\nSet-Cookie: a=b", "/gegevens%0d%0a", "/kaart", " /gegevens", "/%00",
        "/gegevens?deel=" + LANGST * "x", "\ud800",
    ],
)  # fmt: skip
def test_any_other_address_leads_to_the_beginning(tekst: str) -> None:
    assert read_heen(tekst, "") == ""
    assert read_heen(quote(tekst, safe="", errors="replace"), "") == ""
    assert read_heen("/gegevens?deel=laden", "/woonzorg") == ""


def test_each_page_says_which_parameters_its_links_have() -> None:
    assert list_parameters().keys() == {EERSTE, *ADRESSEN} - {AANMELDING}


def come_back(vraag: str, koekje: str = "", basis: str = "", naar: str = "/") -> tuple[str, list[str]]:
    """Come back from the provider; return where to, and what the browser is told to keep."""

    async def answer(scope, receive, send) -> None:
        await RedirectResponse(f"{basis}{naar}", 302)(scope, receive, send)

    kept = [("Cookie", f"{KOEKJE}={quote(koekje, safe='')}; andere=1")] if koekje else []
    heard = ask(Terugweg(answer, basis), basis + vraag, headers=kept)
    return heard.headers["location"], heard.headers.getlist("set-cookie")


def test_who_comes_back_from_the_provider_is_led_to_where_he_wanted_to_be_once() -> None:
    for query in ("?state=a&code=b", "?state=a&error=access_denied"):
        where, told = come_back(f"/oauth2callback{query}", KAART)
        assert where == KAART
        assert told == [f"{KOEKJE}=; Path=/; Max-Age=0; SameSite=lax"]
    where, told = come_back("/oauth2callback?state=a", "/woonzorg/buurt", "/woonzorg")
    assert (where, told[0].split("; ")[1]) == ("/woonzorg/buurt", "Path=/woonzorg")
    assert come_back("/oauth2callback?state=a", "//elders.test")[0] == "/"


@pytest.mark.parametrize(
    ("vraag", "koekje", "naar"),
    [
        ("/oauth2callback", KAART, "/"),  # after logging out
        ("/oauth2callback?state=a", "", "/"),
        ("/oauth2callback?state=a", KAART, "/elders"),
        ("/auth/login?state=a", KAART, "/"),
        ("/gegevens?state=a", KAART, "/"),
    ],
)
def test_nobody_else_is_led_anywhere(vraag: str, koekje: str, naar: str) -> None:
    assert come_back(vraag, koekje, naar=naar) == (naar, [])
