from collections.abc import Callable, Sequence
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from outreach.ui.desk import Desk
from outreach.ui.widgets import fields
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Pill
from outreach.ui.widgets.fields import Choice, DateField, Stepper
from outreach.ui.widgets.flow import FlowLayout
from outreach.ui.widgets.keeping import as_draft, from_draft
from outreach.ui.widgets.pick import Pick, PickMany
from outreach.ui.widgets.rows import Row, RowList
from outreach.ui.widgets.suggest import SuggestBox, Suggestion
from tests.ui.conftest import TODAY, free, show

NAMES = ("Opal Ferncastle", "Rufus Ferncastle", "Mabel Quillfeather")
PLACES = (("Ensley", 1), ("Ensley Highlands", 2), ("Wylam", 3))


def look_up(words: str) -> Sequence[Suggestion]:
    return [Suggestion(name, name, "Ensley") for name in NAMES if words.lower() in name.lower()]


def boxed(qtbot: QtBot, desk: Desk) -> tuple[QWidget, SuggestBox, list[object]]:
    window = QWidget()
    box = SuggestBox(desk, "Name", look_up, least=2)
    QVBoxLayout(window).addWidget(box)
    taken: list[object] = []
    box.taken.connect(lambda line: taken.append(line.value))
    show(qtbot, window)
    box.setFocus()
    return window, box, taken


def test_enter_takes_the_first_match_without_waiting_for_the_picture(qtbot: QtBot, desk: Desk) -> None:
    window, box, taken = boxed(qtbot, desk)
    qtbot.keyClicks(box, "fer")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert taken == ["Opal Ferncastle"]
    free(window)


def test_the_arrow_chooses_another_match(qtbot: QtBot, desk: Desk, settled: Callable[[Desk], None]) -> None:
    window, box, taken = boxed(qtbot, desk)
    qtbot.keyClicks(box, "fer")
    settled(desk)
    assert box.popup is not None
    assert box.popup.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert taken == ["Rufus Ferncastle"]
    assert not box.popup.isVisible()
    free(window)


def test_what_nobody_matches_and_what_is_to_be_written_as_it_stands_come_apart(qtbot: QtBot, desk: Desk) -> None:
    window, box, taken = boxed(qtbot, desk)
    told: list[str] = []
    box.unknown.connect(lambda words: told.append(f"unknown {words}"))
    box.as_written.connect(lambda words: told.append(f"written {words}"))
    box.empty.connect(lambda: told.append("empty"))
    qtbot.keyClicks(box, "zzz")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    box.start_again()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (told, taken) == (["unknown zzz", "written zzz", "empty"], [])
    free(window)


def test_the_suggestions_keep_the_rules_of_models(qtbot: QtBot, desk: Desk) -> None:
    window, box, _ = boxed(qtbot, desk)
    tester = QAbstractItemModelTester(box.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    box.model.offer(look_up("fer"))
    box.model.offer(())
    free(tester, window)


def test_a_pick_finds_a_value_by_the_beginning_of_any_word(qtbot: QtBot, desk: Desk) -> None:
    pick = Pick[int]("Neighborhood", PLACES)
    qtbot.addWidget(pick)
    meant = []
    for words in ("ens", "high", "ENSLEY highlands", "", "nowhere"):
        pick.setEditText(words)
        meant.append(pick.value())
    assert meant == [1, 2, 2, None, None]


def test_several_values_become_chips_that_can_be_taken_away(qtbot: QtBot, desk: Desk) -> None:
    many = PickMany[int]("Neighborhoods")
    qtbot.addWidget(many)
    many.offer(PLACES)
    show(qtbot, many)
    line = many.pick.lineEdit()
    assert line is not None
    for words in ("high", "wyl", "high"):
        qtbot.keyClicks(line, words)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert many.values() == (2, 3)
    chip = next(widget for widget in many.findChildren(QWidget) if widget.accessibleName() == "Remove Ensley Highlands")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert many.values() == (3,)


def test_a_number_is_unknown_until_somebody_counts(qtbot: QtBot, desk: Desk) -> None:
    stepper = Stepper("Adults")
    qtbot.addWidget(stepper)
    assert stepper.value() is None
    qtbot.mouseClick(stepper.more, Qt.MouseButton.LeftButton)
    qtbot.keyClick(stepper.edit, Qt.Key.Key_Up)
    assert stepper.value() == 2
    for _ in range(3):
        qtbot.mouseClick(stepper.less, Qt.MouseButton.LeftButton)
    assert stepper.value() == 0
    stepper.edit.clear()
    assert stepper.value() is None


def test_a_draft_comes_back_word_for_word(qtbot: QtBot, desk: Desk) -> None:
    def form() -> dict[str, QWidget]:
        many = PickMany[int]("Served")
        many.offer(PLACES)
        return {"day": DateField("Date", TODAY), "place": Pick[int]("Place", PLACES), "many": many}

    typed, again = form(), form()
    for control in (*typed.values(), *again.values()):
        qtbot.addWidget(control)
    typed["day"].setText("not a da")  # type: ignore[attr-defined]
    typed["place"].setEditText("Wyl")  # type: ignore[attr-defined]
    typed["many"].choose([1, 3])  # type: ignore[attr-defined]
    from_draft(again, as_draft(typed))
    assert as_draft(again) == as_draft(typed)
    assert '"not a da"' in as_draft(again)


def test_a_date_may_be_typed_in_many_ways(qtbot: QtBot, desk: Desk) -> None:
    field = DateField("Due", TODAY)
    qtbot.addWidget(field)
    read = []
    for words in ("2/7", "+14", "fri", "Jan 24, 2018"):
        field.setText(words)
        read.append(field.value())
    assert read == [date(2019, 2, 7), date(2019, 2, 7), date(2019, 1, 25), date(2018, 1, 24)]


def test_a_choice_comes_back_in_another_language_and_stays_where_it_is_offered_no_more(qtbot: QtBot) -> None:
    kept = {"english": [("Low", "low"), ("High", "high")], "spanish": [("Baja", "low"), ("Alta", "high")]}
    before, after = (Choice[str]("Priority", options) for options in kept.values())
    qtbot.addWidget(before)
    qtbot.addWidget(after)
    before.choose("high")
    from_draft({"priority": after}, as_draft({"priority": before}))
    assert after.value() == "high"
    from_draft({"priority": after}, '{"priority": "Baja"}')
    assert after.value() == "low"
    after.choose("high")
    from_draft({"priority": after}, '{"priority": "urgent"}')
    assert after.value() == "high"
    english, spanish = Pick[int]("Kind", [("Association meeting", 7)]), Pick[int]("Tipo", [("Reunión vecinal", 7)])
    qtbot.addWidget(english)
    qtbot.addWidget(spanish)
    english.setEditText("Association meeting")
    from_draft({"kind": spanish}, as_draft({"kind": english}))
    assert (spanish.currentText(), spanish.value()) == ("Reunión vecinal", 7)


def test_words_of_a_choice_that_are_cut_end_in_dots_and_are_told_under_the_pointer(qtbot: QtBot, desk: Desk) -> None:
    choice = Choice[int]("Event", [("Jan 31 · Safety checkpoint, Nutmeg Terrace and Old Kettle Road", 1), ("All", 2)])
    qtbot.addWidget(choice)
    choice.setFixedWidth(200)
    show(qtbot, choice)
    assert choice.cut_words().endswith("…")
    at = QPoint(20, 10)
    QApplication.sendEvent(choice, QHelpEvent(QEvent.Type.ToolTip, at, choice.mapToGlobal(at)))
    assert QToolTip.text() == choice.currentText()
    choice.choose(2)
    assert choice.cut_words() == ""


def test_a_choice_as_wide_as_its_words_asks_no_style(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    choice = Choice[int]("Neighborhood", [("West End", 1), ("Northside Gardens and Tenth Street", 2)])
    qtbot.addWidget(choice)
    choice.choose(2)
    choice.resize(choice.sizeHint())

    def unwanted(_choice: Choice[int]) -> None:
        raise AssertionError("the style was asked")

    monkeypatch.setattr(fields, "AROUND_CHOICE_PX", choice.width())
    monkeypatch.setattr(Choice, "style", unwanted)
    assert choice.cut_words() == ""


def test_a_pick_that_is_too_narrow_shows_the_beginning_of_its_words(qtbot: QtBot, desk: Desk) -> None:
    pick = Pick[int]("Topic", [("Exceso de velocidad en la calle diecinueve", 1)])
    qtbot.addWidget(pick)
    pick.setFixedWidth(120)
    show(qtbot, pick)
    pick.clearFocus()
    pick.choose(1)
    line = pick.lineEdit()
    assert line is not None
    assert line.cursorPosition() == 0


def test_what_is_lower_stands_in_the_middle_of_its_row(qtbot: QtBot, desk: Desk) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window)
    high, low, top = (QWidget() for _ in range(3))
    for part, height in ((high, 40), (low, 20), (top, 20)):
        part.setFixedSize(60, height)
        flow.addWidget(part)
    flow.setAlignment(top, Qt.AlignmentFlag.AlignTop)
    window.setFixedSize(300, 60)
    show(qtbot, window)
    assert [part.y() for part in (high, low, top)] == [0, 10, 0]


@pytest.mark.parametrize("dressed", ["before", "after"])
def test_words_beside_pills_of_other_widths_begin_under_each_other(
    qtbot: QtBot, qapp: QApplication, desk: Desk, dressed: str
) -> None:
    """Also in the first window, which is dressed when all that it shows is made."""
    worn = qapp.styleSheet()
    if dressed == "after":
        qapp.setStyleSheet("")
    listed = RowList("Promises", "None.")
    qtbot.addWidget(listed)
    listed.resize(900, 200)
    rows = [Row(1, "One", "two").add_pill("told Dec 9, 2017", "good"), Row(2, "Three").add_pill("late", "late")]
    listed.show_rows(rows)
    qapp.setStyleSheet(worn)
    show(qtbot, listed)
    QApplication.processEvents()
    starts = {words.mapTo(listed, QPoint()).x() for row in rows for words in row.findChildren(QLabel)
              if words.text() in ("One", "Three")}  # fmt: skip
    assert len(starts) == 1
    listed.resize(400, 200)  # no room for the widest: over the words in every row
    qtbot.waitUntil(lambda: all(row.height() > 50 for row in rows))
    assert all(tag.mapTo(row, QPoint()).x() < 20 for row in rows for tag in row.findChildren(Pill))


def test_a_form_that_keeps_instead_of_adding_is_heard_to(qtbot: QtBot, desk: Desk) -> None:
    form = ActionForm("officer", "Officer", "Add", TODAY)
    qtbot.addWidget(form)
    form.name_submit("Keep")
    assert (form.submit.text(), form.submit.accessibleName()) == ("Keep", "Keep")
