"""What is set for the whole PC, what the program wrote of itself there, and mistakes."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.scripted import Run, is_one_sentence
from tests.reports.reading import text_of


def test_settings_tells_each_value_and_who_set_it(run: Run, west: str, tmp_path: Path) -> None:
    file = tmp_path / "outreach.toml"
    file.write_text(f"[fixed]\ndatabase = '{west}'\n[fixed.retention]\npeople = 7\n[suggested]\nlanguage = 'es'\n")
    run.monkeypatch.setenv("OUTREACH_CONFIG", str(file))
    said = run("settings", "--json")
    assert (said.status, said.err) == (0, "")
    told = json.loads(said.out)["values"]
    assert told["database"] == {"value": west, "source": "set by your IT department"}
    assert told["retention.people"] == {"value": 7, "source": "set by your IT department"}
    assert told["language"] == {"value": "es", "source": "suggested by your IT department"}
    assert told["lock_after_minutes"] == {"value": 30, "source": "as Outreach comes"}
    assert "ninguno  (como viene Outreach)" in run("settings").out


def test_what_is_set_for_the_pc_names_the_database_and_the_language(run: Run, west: str, tmp_path: Path) -> None:
    file = tmp_path / "outreach.toml"
    file.write_text(f"[fixed]\ndatabase = '{west}'\nlanguage = 'es'\n")
    run.monkeypatch.setenv("OUTREACH_CONFIG", str(file))
    assert run("report", "monthly", "--month", "2019-01", "-o", "january.pdf").status == 0
    assert "Resumen" in text_of((tmp_path / "january.pdf").read_bytes())
    file.write_text("[fixed]\nlanguages = 'es'\n")
    said = run("settings")
    assert said.status == 1
    assert f"{file}, line 2: “languages” is not a setting" in said.err
    said = run("--database", west, "figures", "--from", "2019-01")
    assert said.status == 0
    assert f"{file}, line 2: “languages” is not a setting" in said.err


def test_commands_speak_the_language_that_is_set_for_the_pc_and_scripts_read_the_same(
    run: Run, west: str, tmp_path: Path
) -> None:
    """What is told to a person follows the setting; lists, figures and JSON are for scripts and stay as they are."""
    reading = (
        ("figures", "--from", "2019-01", "--json"), ("figures", "--from", "2019-01"), ("doctor", "--json"),
        ("export", "people", "-o", "people.csv"),
    )  # fmt: skip

    def told() -> list[str]:
        said = [run("--database", west, *words).out for words in reading[:2]]
        doctor = json.loads(run("--database", west, *reading[2]).out)
        names = str([(one["name"], one["words"]) for one in doctor if one["name"] in ("printer", "backups")])
        run("--database", west, *reading[3])
        return [*said, names, (tmp_path / "people.csv").read_text()]

    english = told()
    assert english[2].count("No folder for backups is chosen") == 1
    file = tmp_path / "outreach.toml"
    file.write_text("[suggested]\nlanguage = 'es'\n")
    run.monkeypatch.setenv("OUTREACH_CONFIG", str(file))
    assert told() == english
    said = run("--database", "none.outreach", "figures", "--from", "2019-01")
    assert (said.status, said.err.startswith("No hay ninguna base de datos en none.outreach")) == (1, True)
    assert is_one_sentence(said.err)
    assert run().err.startswith("No hay pantalla en que abrir la ventana")
    said = run("figures")
    assert (said.status, said.err.splitlines()[-1]) == (2, "No se entendió: falta la opción «--from».")
    assert run("figures", "--help").out.startswith("Uso: main.py figures [OPCIONES]\n\n  Mostrar las cifras")
    assert "sugerido por su departamento de informática" in run("settings").out
    assert "archivo y enlaces: en buen estado." in run("--database", west, "check").out
    assert run("--database", west, "export", "people", "-o", "people.csv").out == "people.csv: se escribieron 1.\n"
    assert "«x» no es una regla" in run("--database", west, "retention", "rules", "--set", "x").err
    file.write_text("[fixed]\nlanguage = 'de'\n")
    assert "There is no database" in run("--database", "none.outreach", "figures", "--from", "2019-01").err


def test_a_mistake_is_one_sentence_a_report_and_status_70(
    run: Run, west: str, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(*_: object) -> object:
        raise KeyError("Wexcombe")

    run.monkeypatch.setattr("outreach.queries.figures.figures", stumble)
    said = run("--database", west, "figures", "--from", "2019-01")
    assert said.status == 70
    assert "KeyError" in caplog.text
    caplog.clear()
    sentence = next(line for line in said.err.splitlines() if line.startswith("Outreach made a mistake"))
    file = Path(sentence.partition("its report lies at ")[2].partition(": hand it")[0])
    assert "KeyError" in file.read_text()
    assert "Wexcombe" not in said.err + file.read_text()


def test_logs_are_shown_and_then_written(run: Run, tmp_path: Path) -> None:
    assert run("--database", str(tmp_path / "Wexcombe.outreach"), "figures", "--from", "2019-01").status == 1
    said = run("logs", "logs.zip")
    assert "INFO outreach.cli: Command figures" in said.out
    assert "INFO outreach.cli: Told a fault, OutreachError" in said.out
    assert "Wexcombe" not in said.out
    assert said.status == 0
    assert "--- about.txt, " in said.out
    assert "Version: Outreach" in said.out
    with zipfile.ZipFile(tmp_path / "logs.zip") as opened:
        assert "about.txt" in opened.namelist()


def test_doctor_tells_each_thing_and_is_status_1_when_one_is_wrong(run: Run, west: str, tmp_path: Path) -> None:
    assert run("--database", west, "backup", str(tmp_path / "copies")).status == 0
    said = run("doctor", west, "--backups", str(tmp_path / "copies"), "--json")
    assert (said.status, said.err) == (0, "")
    told = {one["name"]: one for one in json.loads(said.out)}
    assert told["database"]["state"] == "ok"
    assert told["window"]["words"].startswith("There is no display here")
    assert told["log"]["remedy"] == "" or told["log"]["state"] == "look"
    said = run("doctor", str(tmp_path / "none.outreach"))
    assert said.status == 1
    assert "wrong  database: There is no database at" in said.out
    assert is_one_sentence(said.err)
