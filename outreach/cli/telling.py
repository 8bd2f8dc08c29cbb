"""Commands that only read: figures, reports, lists, the state of the records."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outreach.cli.opening import (
    From,
    Output,
    Place,
    PrecinctName,
    To,
    day_of,
    opened,
    period_of,
    precinct_of,
    today_in,
)
from outreach.errors import OutreachError
from outreach.languages.spoken import say

if TYPE_CHECKING:
    from outreach.actions.change import Actor
    from outreach.queries.trail_check import Finding
    from outreach.reports.issuing import Draft

_MOST_FINDINGS = 50
_REPORT_KINDS = "monthly, quarterly, neighborhood, recap, worklist, sign-in, event, year, labels or precincts."
_EXPORT_KINDS = "events, attendance, people, follow-ups, concerns, crime, contacts, calendar or archive."


def figures(
    context: typer.Context,
    first: From,
    last: To = "",
    precinct: PrecinctName = "",
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Print the figures of a month or of several."""
    from outreach.queries import figures as asked
    from outreach.queries.field_kits import refuse_in_kit

    with opened(context) as unlocked:
        refuse_in_kit("A figure")
        own = precinct_of(precinct, unlocked.actor)
        told = asked.as_json(asked.figures(own, period_of(first, last), today_in(own)))
    if as_json:
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(_lines(told)))


def report(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=_REPORT_KINDS)],
    output: Output,
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help="The month it is about.")] = "",
    first: Annotated[str, typer.Option("--from", metavar="YYYY-MM", help="The first of several months.")] = "",
    last: To = "",
    neighborhood: Annotated[str, typer.Option(metavar="NAME", help="The neighborhood it is about.")] = "",
    event: Annotated[str, typer.Option(metavar="UID", help="The event it is about.")] = "",
    officer: Annotated[str, typer.Option(metavar="BADGE", help="The officer it is for.")] = "",
    public: Annotated[bool, typer.Option("--public", help="Without residents' names, phones or words.")] = False,
    language: Annotated[
        str, typer.Option(metavar="en|es|both", help="Both: sign-in sheets only. Without it, as set for this PC.")
    ] = "",
    large: Annotated[bool, typer.Option("--large", help="Sign-in sheets in large print.")] = False,
    sheets: Annotated[int, typer.Option(min=0, max=50, help="Sign-in sheets of blank lines.")] = 1,
    right: Annotated[float, typer.Option(metavar="POINTS", help="Move labels to the right; negative is left.")] = 0,
    down: Annotated[float, typer.Option(metavar="POINTS", help="Move labels down; negative is up.")] = 0,
    approved_by: Annotated[
        str, typer.Option("--issue", metavar="NAME", help="Issue it as approved by NAME, and keep it for good.")
    ] = "",
    prepared_by: Annotated[str, typer.Option(metavar="BADGE", help="The officer who prepared what is issued.")] = "",
    precinct: PrecinctName = "",
) -> None:
    """Print a report to a PDF; say which issued version it would replace, and which figures moved since."""
    from outreach.actions.change import tell
    from outreach.actions.rights import may_read_confidential
    from outreach.exchange.spreadsheet import replacing
    from outreach.machine.settings import machine
    from outreach.queries.by_name import event_of_uid, neighborhood_named, officer_of_badge
    from outreach.reports.catalogue import Choice, Copy, report_of
    from outreach.reports.issuing import drafted
    from outreach.reports.unshown import noting, told

    if month and first:
        raise typer.BadParameter(say("give --month or --from, not both"))
    asked = report_of(kind)
    public = public or Copy.INTERNAL not in asked.copies
    with opened(context) as unlocked:
        own = precinct_of(precinct, unlocked.actor)
        today = today_in(own)
        choice = Choice(
            period=period_of(month or first, last) if month or first else None,
            neighborhood=neighborhood_named(own, neighborhood) if neighborhood else None,
            event=event_of_uid(own, event) if event else None,
            officer=officer_of_badge(own, officer) if officer else None,
            language=str(machine().settle("language", given=language or None, otherwise="en").value),
            large_print=large,
            blank_sheets=sheets,
            shift_right=right,
            shift_down=down,
            confidential=may_read_confidential(unlocked.actor.role),
            precincts=unlocked.actor.sees,
        )
        draft = drafted(kind, own, choice, public=public, today=today)
        with noting() as unshown:
            content = _issued(unlocked.actor, own, draft, approved_by, prepared_by) if approved_by else draft.printed()
        if not approved_by:
            about = [("event", choice.event)] if choice.event is not None else []
            tell(unlocked.actor, f"printed the report {kind}, {'public' if public else 'internal'} copy", about)
    with replacing(output) as partial:
        partial.write_bytes(content)
    typer.echo(_printed(public, issued=bool(approved_by), file=output, title=say(asked.title)))
    _tell_replaced(draft)
    if unshown:
        typer.echo(told(unshown))


def _printed(public: bool, *, issued: bool, file: Path, title: str) -> str:
    if public and issued:
        return say("{file}: {title}, public copy, issued.", file=file, title=title)
    if public:
        return say("{file}: {title}, public copy.", file=file, title=title)
    if issued:
        return say("{file}: {title}, internal copy, issued.", file=file, title=title)
    return say("{file}: {title}, internal copy.", file=file, title=title)


def _issued(by: "Actor", precinct: int, draft: "Draft", approved_by: str, badge: str) -> bytes:
    """Issue a report, and give it as it was signed."""
    from outreach.actions.issue import issue_report
    from outreach.queries.by_name import officer_of_badge
    from outreach.queries.lookups import desk_lookups
    from outreach.queries.monthly import Signatures

    officer = officer_of_badge(precinct, badge) if badge else None
    names = {one.id: one.name for one in desk_lookups(precinct).officers}
    content = draft.printed(Signatures(names.get(officer, "") if officer else "", approved_by, is_approved=True))
    details = draft.details(content, prepared_by=officer, approved_by=approved_by)
    issue_report(by, precinct, details, datetime.now(UTC).replace(tzinfo=None))
    return content


def _tell_replaced(draft: "Draft") -> None:
    from outreach.reports.reissue import TOLD_AT_ONCE, moved_words, replaced_words

    if draft.replaces is not None:
        typer.echo(replaced_words(draft.replaces))
        for one in draft.replaces.moved[TOLD_AT_ONCE:]:
            typer.echo(f"  {moved_words(one)}")


def export_list(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=_EXPORT_KINDS)],
    output: Output,
    precinct: PrecinctName = "",
) -> None:
    """Write all records of a kind to a file, in the format its name ends with: .csv, .xlsx, .ics or .json."""
    from outreach.actions.change import refuse_without_right, tell
    from outreach.actions.rights import may_read_confidential
    from outreach.exchange.exporting import export

    with opened(context) as unlocked:
        if kind == "archive":
            refuse_without_right(unlocked.actor, "export_archive")
        own = precinct_of(precinct, unlocked.actor)
        secret = may_read_confidential(unlocked.actor.role)
        rows = export(kind, output, own, today_in(own), confidential=secret)
        tell(unlocked.actor, f"exported {kind}")
    typer.echo(say("{file}: {count:,} written.", file=output, count=rows))


def public_records(
    context: typer.Context,
    output: Output,
    event: Annotated[str, typer.Option(metavar="UID", help="The event it is about.")] = "",
    first: Annotated[str, typer.Option("--from", metavar="YYYY-MM", help="The first month of the period.")] = "",
    last: To = "",
    precinct: PrecinctName = "",
) -> None:
    """Write everything of an event or a period to a .zip for the public, and say what was removed of it."""
    from outreach.exchange.public_records import export_public_records, removed_words
    from outreach.queries.by_name import event_of_uid

    with opened(context) as unlocked:
        own = precinct_of(precinct, unlocked.actor)
        told = export_public_records(
            unlocked.actor,
            output,
            own,
            today_in(own),
            event=event_of_uid(own, event) if event else None,
            period=period_of(first, last) if first else None,
        )
    typer.echo(say("{file}: {count:,} records written.", file=output, count=told.records))
    typer.echo("\n".join(removed_words(told.removed)) or say("Nothing had to be removed."))


def check(
    context: typer.Context,
    backup_folder: Annotated[Path | None, typer.Option("--backups", metavar="DIR", help="Where backups lie.")] = None,
) -> None:
    """Read everything once and say whether it is sound: file, links, values, totals, audit trail and backups."""
    from outreach.exchange.checking import check_records
    from outreach.location import is_server
    from outreach.records.inspecting import holdings_of
    from outreach.records.server import sslmode_of, without_password

    place: Place = context.obj
    with opened(context) as unlocked:
        checked = check_records(place.location, unlocked.key, backup_folder, datetime.now().astimezone())
    if is_server(place.location):
        typer.echo(f"{without_password(place.location)}: sslmode={sslmode_of(place.location)}.")
    elif (held := holdings_of(place.path, unlocked.key)) is not None:
        typer.echo(say("{file}: {count:,} rows.", file=place.path, count=held.total))
    for part in checked:
        if not part.faults:
            typer.echo(say("{part}: sound.", part=part.words))
        for fault in part.faults:
            typer.echo(f"{part.words}: {fault.words}. {fault.remedy}", err=True)
    count = sum(len(part.faults) for part in checked)
    if count:
        raise OutreachError(
            say(
                "1 thing cannot be right; it is told above."
                if count == 1
                else "{count:,} things cannot be right; each is told above.",
                count=count,
            )
        )


def verify_audit(context: typer.Context) -> None:
    """Read the audit trail once: no entry changed, removed, inserted, or cut off at the end."""
    from outreach.queries.trail_check import verify_chain

    with opened(context):
        findings = verify_chain()
        _tell_findings(findings)


def trust_signer(
    context: typer.Context, signer: Annotated[str, typer.Argument(metavar="KEY", help="As 'audit verify' told it.")]
) -> None:
    """Trust the entries that another PC of yours has signed."""
    from outreach.actions.trail import trust_signer as trust

    with opened(context) as unlocked:
        trust(unlocked.actor, signer)
    typer.echo(say("Its entries are trusted on this PC from now on."))


def export_audit(
    context: typer.Context,
    output: Output,
    first: Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD", help="First day (UTC).")] = "",
    last: Annotated[str, typer.Option("--to", metavar="YYYY-MM-DD", help="Last day (UTC).")] = "",
    actor: Annotated[str, typer.Option("--by", metavar="NAME", help="Who did it: an account or officer.")] = "",
    action: Annotated[str, typer.Option("--action", metavar="ACTION", help="What was done, as 'backed up'.")] = "",
    workstation: Annotated[str, typer.Option("--workstation", metavar="NAME", help="At which PC.")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="A kind of record, such as person.")] = "",
    number: Annotated[int | None, typer.Option("--number", metavar="N", help="One record of that kind.")] = None,
) -> None:
    """Write the audit trail, or the entries that fit: .csv or .xlsx, or .jsonl with what each changed."""
    from outreach.actions.change import refuse_without_right
    from outreach.exchange.audit_export import export_audit as export
    from outreach.queries.audit import AuditFilter, refuse_unknown

    if number is not None and not kind:
        raise OutreachError(say("A record's number needs its kind: add --kind, such as --kind person."))
    begins, ends = (day_of(day) if day else None for day in (first, last))
    chosen = AuditFilter(action, actor, workstation, begins, ends, kind, number)
    with opened(context) as unlocked:
        refuse_without_right(unlocked.actor, "export_audit_trail")
        refuse_unknown(chosen)
        rows = export(unlocked.actor, output, chosen)
    typer.echo(say("{file}: {count:,} entries written.", file=output, count=rows))


def _tell_findings(findings: Sequence["Finding"]) -> None:
    """Say what was found; call while the records are open."""
    from outreach.actions.trail import take_end_as_it_is
    from outreach.queries.trail_check import head_is_kept

    if not findings:
        if not head_is_kept():
            take_end_as_it_is()
            typer.echo(say("This PC kept no signed head of the trail until now, so its end was taken as it is."))
        typer.echo(say("The audit trail is whole."))
        return
    for finding in findings[:_MOST_FINDINGS]:
        typer.echo(say("Audit entry {number} {words}.", number=finding.entry, words=finding.words), err=True)
    if len(findings) > _MOST_FINDINGS:
        typer.echo(say("… and {count:,} more.", count=len(findings) - _MOST_FINDINGS), err=True)
    raise OutreachError(
        say(
            "The audit trail is not as it was written: keep this database as it is, and compare it with the last "
            "backup."
        )
    )


def _lines(told: Any, indent: str = "") -> Iterator[str]:
    """An object of figures as indented lines; what is unknown reads "n/a"."""
    for name, value in told.items():
        words = name.replace("_", " ")
        if isinstance(value, dict):
            yield f"{indent}{words}"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{words}"
            for row in value:
                yield f"{indent}  " + ", ".join(f"{key.replace('_', ' ')} {_shown(part)}" for key, part in row.items())
        else:
            yield f"{indent}{words}: {_shown(value)}"


def _shown(value: Any) -> str:
    match value:
        case None:
            return "n/a"
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(str, value)) or "none"
        case _:
            return str(value)
