"""Commands about what is kept how long: rules, what a purge would forget, the purge itself, and legal holds."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.opening import PrecinctName, opened, precinct_of, today_in
from outreach.errors import OutreachError
from outreach.languages.spoken import say

if TYPE_CHECKING:
    from outreach.records.retention import Retained

retention = typer.Typer(
    help="How long names and words are kept, and the purge that forgets them.", rich_markup_mode=None
)


class HoldOn(StrEnum):
    """What a legal hold can be laid on."""

    PERSON = "person"
    EVENT = "event"
    CONCERN = "concern"
    FOLLOW_UP = "follow_up"
    EVERYTHING = "everything"


@retention.command("rules", short_help="Print how long each kind is kept, or set it.")
def rules(
    context: typer.Context,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KIND=YEARS", help="Set one, such as people=5; people=never takes it away."),
    ] = None,
    precinct: PrecinctName = "",
) -> None:
    """Print after how many years each kind of record is forgotten, or set it."""
    from outreach.actions.retention import set_retention
    from outreach.queries.retention import retention_rules

    with opened(context) as unlocked:
        own = precinct_of(precinct, unlocked.actor)
        if setting:
            read = {rule.kind: rule.version for rule in retention_rules(own)}
            set_retention(unlocked.actor, own, dict(map(_rule, setting)), read)
        for rule in retention_rules(own):
            typer.echo(f"{rule.kind:16}{f'{rule.years} years' if rule.years is not None else 'never forgotten'}")


@retention.command("preview")
def preview(context: typer.Context, precinct: PrecinctName = "") -> None:
    """Count what a purge would forget today; nothing is changed."""
    from outreach.queries.retention import purge_preview

    with opened(context) as unlocked:
        own = precinct_of(precinct, unlocked.actor)
        due = purge_preview(own, today_in(own))
    if not due:
        raise OutreachError(say("No rule is set, so nothing is ever forgotten: set one with 'retention rules --set'."))
    typer.echo(f"{'':16}{'before':12}{'due':>10}{'held':>10}")
    for one in due:
        typer.echo(f"{one.kind:16}{one.before.isoformat():12}{len(one.keys):>10,}{one.held:>10,}")


@retention.command("purge", short_help="Forget what the preview counts, for good.")
def purge(
    context: typer.Context,
    precinct: PrecinctName = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it: names that are forgotten do not come back.")] = False,
) -> None:
    """Forget what the preview counts, for good; every figure stays as it was."""
    from outreach.actions.retention import purge as forget

    if not yes:
        raise OutreachError(
            say("What is forgotten never comes back, so nothing was done: look at 'retention preview', add --yes.")
        )
    with opened(context) as unlocked:
        own = precinct_of(precinct, unlocked.actor)
        purged = forget(unlocked.actor, own, today_in(own))
    for kind, count in purged.counts:
        typer.echo(f"{kind:16}{count:>10,} forgotten")
    typer.echo(
        say("The details of {count:,} entries of the audit trail were forgotten with them.", count=purged.details)
    )


@retention.command("hold")
def hold(
    context: typer.Context,
    kind: Annotated[HoldOn, typer.Argument(metavar="KIND", help="person, event, concern, follow_up or everything.")],
    number: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="The record's number.")] = None,
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why, such as the number of a subpoena.")] = "",
    precinct: PrecinctName = "",
) -> None:
    """Keep a record from being forgotten until the hold is lifted."""
    from outreach.actions.retention import place_hold

    with opened(context) as unlocked:
        own = precinct_of(precinct, unlocked.actor)
        made = place_hold(unlocked.actor, own, kind.value, number, reason, today_in(own)).only_id("legal_hold")
    typer.echo(say("Hold {number} is placed.", number=made))


@retention.command("holds")
def holds(context: typer.Context, precinct: PrecinctName = "") -> None:
    """Print the holds that are in force."""
    from outreach.queries.retention import legal_holds

    with opened(context) as unlocked:
        found = legal_holds(precinct_of(precinct, unlocked.actor))
    for one in found:
        typer.echo(f"{one.id:>6}  {one.placed_on}  {one.kind.replace('_', '-')} {one.key or ''}  {one.reason}")
    if not found:
        typer.echo(say("No hold is in force."))


@retention.command("lift")
def lift(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="HOLD", help="Its number, as 'retention holds' prints it.")],
    precinct: PrecinctName = "",
) -> None:
    """Lift a hold; it stays on record."""
    from outreach.actions.retention import lift_hold
    from outreach.queries.retention import legal_holds

    with opened(context) as unlocked:
        own = precinct_of(precinct, unlocked.actor)
        found = next((one for one in legal_holds(own) if one.id == number), None)
        if found is None:
            raise OutreachError(say("There is no hold {number} in force: look at 'retention holds'.", number=number))
        lift_hold(unlocked.actor, found.id, found.version, today_in(own))
    typer.echo(say("Hold {number} is lifted.", number=number))


def _rule(setting: str) -> tuple["Retained", int | None]:
    from outreach.records.retention import Retained

    kind, _, years = setting.partition("=")
    if kind not in list(Retained) or not (years == "never" or years.isdecimal()):
        raise OutreachError(
            say(
                "'{setting}' is not a rule: write one of {kinds}, then =YEARS or =never.",
                setting=setting,
                kinds=", ".join(Retained),
            )
        )
    return Retained(kind), None if years == "never" else int(years)
