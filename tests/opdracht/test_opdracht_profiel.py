"""Own observations and goals at the command line: on the buurtblad, and nowhere else."""

from __future__ import annotations

from keten import run
from pdflezen import read_pdf

from woonzorg.dag import today

CODE = "BU91060000"


def test_observations_and_goals_stand_on_the_second_page_of_the_buurtblad(tmp_path):
    seen, goals = tmp_path / "waarneming.csv", tmp_path / "doel.csv"
    seen.write_text(f"code;voorwaarde;stand;bron;datum\n{CODE};1;deels;schouw;22-11-2025\n", encoding="utf-8")
    year = today().year + 4
    goals.write_text(
        f"code;indicator;nu;streef;jaar\n{CODE};laag_inkomen_pct;12;10;{year}\n", encoding="utf-8"
    )
    paper = tmp_path / "blad.pdf"
    files = ["--waarnemingen", str(seen), "--doelen", str(goals)]
    done = run("rapport", "buurtblad", CODE, *files, "--uit", str(paper))
    assert done.status == 0, done.err
    _, profile, _ = read_pdf(paper.read_bytes()).bladen
    assert "Eigen waarneming: deels (schouw, 22 november 2025)." in " ".join(profile.split())
    assert f"12,0 → 10,0 % in {year}" in " ".join(profile.split())


def test_a_file_that_is_wrong_and_a_document_without_a_profile_are_refused(tmp_path):
    seen = tmp_path / "waarneming.csv"
    seen.write_text(
        f"code;voorwaarde;stand;bron;datum\n{CODE};12;deels;schouw;22-11-2025\n", encoding="utf-8"
    )
    wrong = run(
        "rapport", "buurtblad", CODE, "--waarnemingen", str(seen), "--uit", str(tmp_path / "blad.pdf")
    )
    assert wrong.status != 0
    assert "rij 2, kolom voorwaarde" in wrong.err
    other = run("rapport", "kaart", "--waarnemingen", str(seen), "--uit", str(tmp_path / "kaart.svg"))
    assert other.status != 0
    assert "--waarnemingen" in other.err
    assert list(tmp_path.iterdir()) == [seen]
