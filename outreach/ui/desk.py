"""What every page shares: who works here, the workers, the messages, the way to other pages, and news of changes.

The conventions of a page, all through the desk:

- ask queries with :meth:`Desk.ask`: off the window's thread, the answer goes to a bound method on it;
- do actions with :meth:`Desk.do`, which tells faults, and tells every page what was touched, and those that take more
  than a moment with :meth:`Desk.do_aside`;
- hear of changes by naming tables in ``Page.cares_for`` (see :mod:`outreach.ui.page`);
- keep what is half typed with :attr:`Desk.drafts`;
- open another page with :meth:`Desk.go`, remember small things with :meth:`Desk.remember`.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal

from outreach.actions.acting import NOBODY, Actor, Changes
from outreach.actions.rights import AccountChangedError, may_read_confidential
from outreach.errors import NotFoundError, ServerLostError
from outreach.machine.log import Term
from outreach.queries.drafts import drafts
from outreach.queries.news import News
from outreach.records.database import connection, disconnect, stay_connected
from outreach.ui.collecting import collecting
from outreach.ui.doing import Doing
from outreach.ui.drafts import DraftKeeper
from outreach.ui.feed import Feed
from outreach.ui.messages import Messages
from outreach.ui.opening import Opening
from outreach.ui.steps import Steps
from outreach.ui.tasks import Progress, Tasks
from outreach.values import frozen

if TYPE_CHECKING:
    from outreach.actions.accounts import Unlocked
    from outreach.queries.shown import Shown
    from outreach.ui.beside import Beside

log = logging.getLogger("outreach.ui")


@frozen
class Gone:
    """The answer about a record that is not, or no longer, kept."""

    words: str


class Desk(QObject):
    """The officer's desk. Pages ask questions and do actions through it, and never meet each other.

    ``today`` is asked anew each time, so that a window left open overnight works on the right day.
    """

    changed = Signal(object)
    wanted = Signal(str, object)
    back_wanted = Signal()
    clashed = Signal(object)
    overwriting = Signal(object)
    elsewhere = Signal(object)
    noted = Signal(object)
    reread = Signal()
    about_to_undo = Signal()
    lock_wanted = Signal()
    signed_in = Signal(object)
    account_doubted = Signal()
    alone_wanted = Signal(object)
    put_back_wanted = Signal(object)
    precinct_wanted = Signal(int)
    language_chosen = Signal()

    def __init__(
        self,
        settings: QSettings,
        precinct: int,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
        *,
        location: str = "",
        unlocked: "Unlocked | None" = None,
        opening: Opening | None = None,
    ) -> None:
        super().__init__(parent)
        self.location = location
        self.unlocked = unlocked
        self.opening = opening
        self.settings = settings
        self.precinct = precinct
        self._today = today
        self.actor = unlocked.actor if unlocked else Actor(NOBODY)
        self.messages = Messages(self)
        self.tasks = Tasks(self, leave=disconnect)
        # For what nobody waits for and takes long: it takes no worker from a question, and reads no records.
        self.quiet = Tasks(self, workers=1)
        self._shown: set[Shown] = set()
        for tasks in (self.tasks, self.quiet):
            tasks.failed.connect(self._failed)
            tasks.stopped.connect(self.messages.info)
        self.feed = Feed(self)
        self.feed.arrived.connect(self._hear_news)
        self.feed.found.connect(self._found)
        self.feed.failed.connect(self.messages.error)
        self._own: set[int] = set()
        self._steps = Steps(self)
        self.undo, self.redo, self.take_back = self._steps.undo, self._steps.redo, self._steps.take_back
        doing = Doing(self)
        self.do, self.do_aside, self.attempt = doing.do, doing.do_aside, doing.attempt
        self.refused, self.resolve = doing.refused, doing.resolve
        self.drafts = DraftKeeper(self._save_draft, self._drop_draft, self, self._load_drafts)
        self.drafts.failed.connect(self.messages.error)

    @cached_property
    def reports_beside(self) -> "Beside":
        """The process beside the window that makes the pages of reports."""
        return self._beside()

    @cached_property
    def files_beside(self) -> "Beside":
        """The one that reads the files which are brought in: no report waits for a long one."""
        return self._beside()

    def _beside(self) -> "Beside":
        from outreach.ui.beside import Beside

        return Beside(self.location, self.unlocked.key if self.unlocked is not None else None)

    @property
    def may_read_confidential(self) -> bool:
        """Whether who works here may read confidential words: what every query is asked with."""
        return may_read_confidential(self.actor.role)

    @property
    def today(self) -> date:
        """The day it is at the precinct."""
        return self._today()

    @property
    def typist(self) -> str:
        """Under whose name drafts are kept, and read again: for each PC, each precinct and each account apart.

        What one account typed, the next one to sign in does not read; what was typed in one precinct, such as its
        settings, does not come back in the same form of another.
        """
        account, here = self.actor.account_id, f"{self.actor.workstation}, precinct {self.precinct}"
        return here if account is None else f"{here}, account {account}"

    def _save_draft(self, key: str, payload: str, at: datetime) -> None:
        from outreach.actions.drafts import save_draft

        save_draft(self.typist, key, payload, at)

    def _load_drafts(self) -> dict[str, str]:
        return {one.key: one.payload for one in self.now(lambda: drafts(self.typist))}

    def _drop_draft(self, key: str) -> None:
        from outreach.actions.drafts import drop_draft

        drop_draft(self.typist, key)

    def ask(
        self,
        key: str,
        question: Callable[[], object],
        done: Callable[[object], None],
        words: str = "",
        *,
        may_be_gone: bool = False,
        patient: bool = False,
    ) -> None:
        """Ask a query on a worker; ``done``, a bound method, gets the answer on the window's thread.

        A second question under the same key drops the answer to the first. Where the one record that is asked for
        ``may_be_gone``, as after an undo, the answer is :class:`Gone` instead of a fault. A ``patient`` question lets
        the window paint first.
        """

        def connected() -> object:
            stay_connected()
            with connection():
                try:
                    return self._read(question)
                except NotFoundError as error:
                    if not may_be_gone:
                        raise
                    return Gone(str(error))

        self.tasks.read(key, connected, done, words, patient=patient)

    def work(
        self,
        key: str,
        work: Callable[[Progress], object],
        done: Callable[[object], None],
        words: str,
        *,
        writes: bool = False,
        stopped: str = "",
    ) -> None:
        """Do long work on a worker, with progress and a way to cancel; ``stopped`` is said when it was cancelled.

        Work that ``writes`` is told of when it could not be stopped any more, and is never under way twice.
        """

        def connected(progress: Progress) -> object:
            stay_connected()
            with connection(), collecting.of_what_is_new():
                return self._read(lambda: work(progress))

        self.tasks.run(key, connected, done, words, writes=writes, stopped=stopped)

    def now[Answer](self, question: Callable[[], Answer]) -> Answer:
        """Ask a small question at once: only where the answer is needed before the next key."""
        self.refuse_away()
        with connection():
            return self._read(question)

    def _read[Answer](self, question: Callable[[], Answer]) -> Answer:
        """Ask, and tell the trail which confidential records were shown: each once while somebody is signed in."""
        answer = question()
        if self.actor.role is not None and self.may_read_confidential:
            # Only where there are accounts is anything confidential: it knows the answers of every page.
            from outreach.actions.change import tell
            from outreach.queries.shown import confidential_shown

            shown = confidential_shown(answer, self._shown)
            self._shown.update(shown)
            if shown:
                tell(self.actor, "read confidential records", shown)
        return answer

    def tell_fault(self, error: object) -> None:
        """Tell a fault; whether the account is still what it was is looked at where that may be why."""
        self.messages.error(error)
        if isinstance(error, AccountChangedError):
            self.account_doubted.emit()

    def refuse_away(self) -> None:
        """Let nobody wait at the keyboard for a server that is known not to be there: it is looked for beside."""
        if away := self.feed.away:  # another thread may find the server meanwhile
            self.feed.retry()
            raise ServerLostError(away)

    def hear(self, changes: Changes) -> None:
        """Tell every page what an action, done here or on a worker, has touched; it can be taken back from now on."""
        self._steps.add(changes)
        self.messages.outdate()
        self.tell_touched(changes)

    def tell_touched(self, changes: Changes) -> None:
        """Tell every page what was touched, as by what was taken back."""
        if changes.entry is not None:
            log.info("Did %s as entry %d", Term(changes.action), changes.entry)
            self._own.add(changes.entry)
        if changes.touched:
            self.changed.emit(changes)

    def _hear_news(self, news: tuple[News, ...]) -> None:
        """Tell every page what others have touched; what was done at this window it knows."""
        others = tuple(one for one in news if one.entry not in self._own)
        self._own -= {one.entry for one in news}
        kinds = frozenset[str]().union(*(one.kinds for one in others))
        if kinds:
            self.elsewhere.emit(kinds)
        # What the same person did at this PC, in another window or by a purge, reaches the pages and is no news.
        mine = self.actor.name, self.actor.workstation
        theirs = tuple(one for one in others if one.kinds and (one.actor, one.workstation) != mine)
        if theirs:
            self.noted.emit(theirs)

    def _failed(self, fault: object) -> None:
        """A question that found no server is asked again when the server is there; the strip says so meanwhile."""
        if isinstance(fault, ServerLostError):
            self.feed.retry()
        else:
            self.tell_fault(fault)

    def _found(self) -> None:
        self.drafts.flush()
        self.reread.emit()

    def tell_recovery_key_printed(self) -> None:
        """Tell the trail that the recovery key is on paper now."""
        from outreach.actions.change import tell

        with connection():
            tell(self.actor, "printed the recovery key")

    def close(self) -> None:
        """Keep what is being typed, and join every worker."""
        self.quiet.cancel_all()
        self.feed.close()
        self.drafts.close()
        self.tasks.close()
        for begun in self.__dict__.keys() & {"reports_beside", "files_beside"}:
            self.__dict__[begun].close()
        self.quiet.close()

    def work_in(self, precinct: int) -> None:
        """Go to another precinct's records; this PC opens them again the next time."""
        self.settings.setValue("window/precinct", precinct)
        self.precinct_wanted.emit(precinct)

    def alone(self, work: "Callable[[], tuple[Unlocked, str]]") -> None:
        """Do work that must have the file for itself, such as giving it another key: the window closes meanwhile.

        The work returns who is signed in afterwards, and a new recovery key to be shown, or nothing.
        """
        self.alone_wanted.emit(work)

    def sign(self, unlocked: "Unlocked") -> None:
        """Act as this account from now on, as when accounts begin or the file gets another key."""
        self.unlocked, self.actor = unlocked, unlocked.actor
        self._shown.clear()
        self.signed_in.emit(unlocked)

    def go(self, page: str, what: object = None) -> None:
        """Open a page, with the record it should show."""
        self.wanted.emit(page, what)

    def back(self) -> None:
        """Return to the page before."""
        self.back_wanted.emit()

    def remembered(self, key: str, otherwise: str = "") -> str:
        """A small thing the window remembers between days, such as a filter."""
        return str(self.settings.value(key, otherwise))

    def remember(self, key: str, value: str) -> None:
        """Remember it."""
        self.settings.setValue(key, value)

    def suggested(self, key: str, name: str) -> str:
        """Where a new file of a name may be written: in the folder that is remembered, or where the system says."""
        folder = self.remembered(key)
        return str(Path(folder) / name) if folder else name
