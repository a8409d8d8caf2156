"""The signature of a request: as Amazon's own examples of Signature Version 4 for S3 give it."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from woonzorg.gegevens.handtekening import Sleutelpaar, Verzoek, sign

SLEUTEL = Sleutelpaar("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
LEEG = hashlib.sha256(b"").hexdigest()
INHOUD = hashlib.sha256(b"Welcome to Amazon S3.").hexdigest()
KOPPEN = {"Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"}

BEREIK = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
LIJST = "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
SCHRIJVEN = "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"


@pytest.mark.parametrize(
    ("methode", "pad", "vraag", "koppen", "sha256", "verwacht"),
    [
        ("GET", "/test.txt", {}, {"Range": "bytes=0-9"}, LEEG, BEREIK),
        ("GET", "/", {"prefix": "J", "max-keys": "2"}, {}, LEEG, LIJST),
        ("PUT", "/test$file.text", {}, KOPPEN, INHOUD, SCHRIJVEN),
    ],
)  # fmt: skip
def test_a_request_is_signed_as_the_published_examples(
    methode: str, pad: str, vraag: dict[str, str], koppen: dict[str, str], sha256: str, verwacht: str
) -> None:
    request = Verzoek(methode, "examplebucket.s3.amazonaws.com", pad, vraag, koppen, sha256)
    signed = sign(request, SLEUTEL, "us-east-1", dt.datetime(2013, 5, 24, tzinfo=dt.UTC))
    assert signed["authorization"].endswith(f"Signature={verwacht}")


def test_a_secret_shows_nowhere_and_a_token_is_signed_along() -> None:
    sleutel = Sleutelpaar("naam", "geheim-deel", "sessie-deel")
    request = Verzoek("GET", "host", "/a", {}, {}, LEEG)
    signed = sign(request, sleutel, "us-east-1", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert "x-amz-security-token" in signed["authorization"]
    assert "geheim-deel" not in f"{sleutel} {signed} {request.adres}"
    assert "sessie-deel" not in str(sleutel)
