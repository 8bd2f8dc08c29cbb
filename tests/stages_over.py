"""What comes over the window, beside it, or only now and then: dialogs, covers, visitors, files brought in, news."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages
from uuid import UUID

from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget

import outreach.ui
from outreach.actions.accounts import Unlocked
from outreach.actions.change import Actor
from outreach.actions.kit_asking import FieldQuestion
from outreach.exchange.plan import Contradiction
from outreach.exchange.scanned_sheet import ScannedLine, ScannedSheet
from outreach.machine.faults import Report
from outreach.queries.field_kits import WaitingChange
from outreach.queries.sheet_code import SheetCode
from outreach.records.inspecting import Holdings
from outreach.ui.apart import Apart
from outreach.ui.closing import ClosingBackup
from outreach.ui.fault_dialog import KEPT, FaultDialog
from outreach.ui.halted import Halted
from outreach.ui.list_menu import ListMenu
from outreach.ui.messages import Message
from outreach.ui.pages.event import EventPage
from outreach.ui.pages.events import EventsPage
from outreach.ui.pages.followups import FollowUpsPage
from outreach.ui.pages.importing import ImportingPage
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.settings_kits import KitsPart
from outreach.ui.pages.settings_restore import compared
from outreach.ui.pages.settings_restore_server import ServerRestorePart
from outreach.ui.recovery_key import RecoveryKey
from outreach.ui.repair import Repair
from outreach.ui.sign_in import SignIn
from outreach.ui.widgets.tables import Table
from outreach.ui.window import Window
from tests.stages import opened, settle

type Stage = tuple[str, Callable[[], None]]

_HELD: list[QWidget] = []
"""What is shown beside the window lives as long as somebody holds it."""
REPORT = Report("1a2b3c4d", 1, "Mistake 1a2b3c4d\nZeroDivisionError\n  outreach/ui/page.py, line 9, in read", None)
RECOVERY = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789"
PEOPLE = """Given name,Family name,Neighborhood,Phone
Opal,Ferncastle,Ensley,205-555-0142
José,Peñaranda,Nowhere we know,205-555-0144
,,Ensley,205-555-0143
"""


def over_the_window(window: Window) -> Iterator[Stage]:
    """Each state by name, and how to bring it about; what is over the window is put away by whoever looked at it."""
    yield "columns", partial(_columns, window)
    yield "recovery-key", partial(_beside, window, lambda: RecoveryKey(RECOVERY, window))
    yield "sign-in", partial(_beside, window, lambda: SignIn(window.desk.location, "rsample"))
    yield "sign-in-recovery", partial(_sign_in_by_recovery, window)
    yield "locked", partial(_beside, window, lambda: SignIn("", again=Unlocked(Actor("Sgt. R. Sample"))))
    yield "damaged", partial(_beside, window, lambda: _damaged(window))
    yield "making-the-demo", partial(_beside, window, _making_the_demo)
    yield "halted", partial(_beside, window, lambda: Halted("The server does not answer."))
    yield "restore-on-server", partial(_beside, window, lambda: _restore_on_server(window))
    yield "closing", partial(_closing, window)
    yield "status", partial(window.status.show_lost, "The server does not answer.")
    yield "mistake", partial(_beside, window, lambda: FaultDialog(REPORT, KEPT, None, window))
    for kind in ("good", "fault", "bug"):
        yield f"message-{kind}", partial(_message, window, kind)
    yield "import-columns", partial(_import, window, False)
    yield "import-tried", partial(_import, window, True)
    yield "import-months", partial(_months, window)
    yield "followups-bulk", partial(_bulk, window)
    yield "followups-chosen", partial(_chosen, window)
    yield "kit-questions", partial(_kit_questions, window)


def at_an_event(window: Window) -> Iterator[Stage]:
    """What comes over an event that is open."""
    yield "visitors", partial(_visitors, window, 0)
    for at in range(1, 4):
        yield f"visitors-{at}", partial(_visitors, window, at)
    yield "event-scan", partial(_scan, window)
    yield "event-staff", partial(_staff, window)
    yield "event-copy", partial(_copy, window)


def others(window: Window) -> list[QWidget]:
    """What is over the window or beside it."""
    return [
        one
        for one in QApplication.topLevelWidgets()
        if one.isVisible() and one is not window and type(one).__module__.startswith("outreach.")
    ]


def put_away(window: Window) -> None:
    """Close what is over the window."""
    for one in others(window):
        one.hide()
        one.deleteLater()
    _HELD.clear()
    window.status.hide()
    window.messages.hide()


def never_shown(seen: set[type]) -> list[str]:
    """The widgets of the window that no stage has shown: a page, panel or dialog that nobody would look at."""
    for module in walk_packages(outreach.ui.__path__, "outreach.ui."):
        import_module(module.name)
    return sorted(
        f"{one.__module__}.{one.__name__}" for one in _kinds(QWidget) - seen if not one.__name__.startswith("_")
    )


def _kinds(base: type) -> set[type]:
    made: list[type] = base.__subclasses__()
    ours = {one for one in made if one.__module__.startswith("outreach.ui")}
    return ours.union(*map(_kinds, made))


def _beside(window: Window, make: Callable[[], QWidget]) -> None:
    shown = make()
    if not shown.isModal():
        shown.resize(window.size())
    shown.show()
    _HELD.append(shown)


def _columns(window: Window) -> None:
    page = opened(window, "events", EventsPage)
    page.show_view(0)
    menu = page.table.findChild(ListMenu)
    assert menu is not None
    menu.choose()


def _sign_in_by_recovery(window: Window) -> None:
    _beside(window, lambda: SignIn(window.desk.location, "rsample"))
    shown = _HELD[-1]
    assert isinstance(shown, SignIn)
    shown.other.click()


def _damaged(window: Window) -> Repair:
    fault = f"The database {window.desk.location} is damaged: nothing was changed. Restore it from the last backup."
    shown = Repair(window.desk.location, fault, str(Path(window.desk.location).parent), "rsample")
    shown._asks = True
    shown._offer()
    shown.told.setText("That passphrase does not open these records: check the keyboard's language and capitals.")
    shown.told.show()
    return shown


def _making_the_demo() -> Apart:
    shown = Apart("Making the demo", may_cancel=True)
    shown._tell(0.42, "Keeping promises")
    return shown


def _restore_on_server(window: Window) -> ServerRestorePart:
    shown = ServerRestorePart(window.desk)
    shown.setObjectName("shell")
    shown.told.setText("west-20190115-210000.pgdump is sound.")
    then = Holdings((("person", 1_697), ("event", 799)), "2019-03-28", 2_072, "2019-01-15T21:00:00+00:00")
    shown.table.rows.show_rows(compared(then, then))
    for widget in (shown.told, shown.table, shown.target):
        widget.show()
    return shown


def _closing(window: Window) -> None:
    shown = ClosingBackup(window.desk)
    shown.again.hide()
    _beside(window, lambda: shown)


def _message(window: Window, kind: str) -> None:
    words = "The event was not saved, because Ofc. Sample has changed it since: look at both versions and choose."
    window.messages.show_message(Message(kind, words, "Traceback" if kind == "bug" else ""))


def _import(window: Window, tried: bool) -> None:
    page = opened(window, "importing", ImportingPage)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "people who came.csv"
        file.write_text(PEOPLE, encoding="utf-8")
        page.take_files((file,))
        settle(window)
        page.kind.choose("people")
        page._rekind()
        if tried:
            page.try_plan()
            settle(window)
            page.rows.table.setCurrentIndex(page.rows.table.rows.index(1, 4))


def _months(window: Window) -> None:
    page = opened(window, "importing", ImportingPage)
    if page._plan is not None:
        in_doubt = Contradiction("2006-01 Crime.xls", "Feb 2006", date(2006, 1, 1), date(2006, 2, 1))
        page._show_plan(replace(page._plan, contradictions=(in_doubt,)))


def _bulk(window: Window) -> None:
    page = opened(window, "followups", FollowUpsPage)
    page._switch("table")
    settle(window)
    if len(page.table.rows.rows) > 1:
        page.table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
        page.table.selectAll()


def _chosen(window: Window) -> None:
    """Several promises in a window that has no room for a panel beside them."""
    page = opened(window, "followups", FollowUpsPage)
    page._switch("board")
    settle(window)
    page.board.lists["open"].selectAll()
    chosen = len(page.chosen_rows())
    page._close_side()
    page.strip.show_count(max(chosen, 2))


def _kit_questions(window: Window) -> None:
    page = opened(window, "settings", SettingsPage)
    page.show_record("Field kits")
    settle(window)
    part = page.parts.currentWidget()
    assert isinstance(part, KitsPart)
    change = WaitingChange(
        1, "Ensley in January", "edit_person", "Ofc. R. Sample", datetime(2019, 1, 24, 20, tzinfo=UTC)
    )
    asked = FieldQuestion(("person", 1, "phone"), "Opal Ferncastle", "205-555-0142", "205-555-0199", False)
    part._show_only(part.questions)
    part.questions.heading.setText("1 change from field kits to decide")
    part.questions._show(change, "", (asked,))


def _copy(window: Window) -> None:
    if isinstance(window.page, EventPage):
        window.page.editor.hide()
        window.page.deeds.copying.begin(1, date(2019, 1, 31))


def _visitors(window: Window, at: int) -> None:
    if isinstance(window.page, EventPage):
        window.page.open_visitor_mode()
        if window.page.visitors is not None:
            window.page.visitors.stack.setCurrentIndex(at)


def _scan(window: Window) -> None:
    if isinstance(window.page, EventPage):
        page = window.page
        picture = BytesIO()
        Image.new("L", (1600, 90), 240).save(picture, "PNG")
        code = SheetCode(UUID(int=7), 1, "letter", 18, 24.0, 120.0)
        page.signin.scan.hold([ScannedSheet(code, (ScannedLine(1, picture.getvalue()),), b"")])
        page.signin.follow.setChecked(True)
        page.signin.scan.show_line(1, 1)


def _staff(window: Window) -> None:
    if isinstance(window.page, EventPage):
        window.page.edit_details()
        window.page.editor.form.staff.add_button.click()
