"""Problems worked on, photographs kept, and the commander's words for January 2019."""

from collections.abc import Sequence
from datetime import date
from random import Random

from outreach.actions.attachments import AttachmentDetails, attach_file
from outreach.actions.issue import write_report_words
from outreach.actions.problems import ProblemDetails, add_problem, link_concern, link_event
from outreach.demo.occasions import Occasion
from outreach.demo.pictures import crowd, sheet
from outreach.demo.settling import BY
from outreach.demo.story import COMMANDERS_MESSAGE, LAST_DAY
from outreach.demo.world import Place, World

type Written = Sequence[tuple[int, Occasion]]

_PHOTO_KINDS = ("Association meeting", "Beat meeting", "Gun turn-in", "School visit")


def write_problems(world: World, written: Written, rng: Random) -> None:
    """Open four problems in different phases, with the concerns and events that belong to them."""
    homes = rng.sample(world.places, 4)
    for details, topic, place in zip(_problems(world, homes, rng), _PROBLEM_TOPICS, homes, strict=True):
        problem = add_problem(BY, world.precinct, details).only_id("problem")
        about = [key for key, name, neighborhood in world.concerns if name == topic and neighborhood == place.key]
        for concern in about[:6]:
            link_concern(BY, problem, concern)
        near = [key for key, one in written if place in one.places and _was_about(one)]
        for event in near[-3:]:
            link_event(BY, problem, event)


def _was_about(one: Occasion) -> bool:
    return one.kind in ("Patrol walk", "Association meeting") and not one.reason and one.starts.date() <= LAST_DAY


_PROBLEM_TOPICS = ("Speeding", "Break-ins", "Gunfire", "Abandoned houses")


def _problems(world: World, homes: Sequence[Place], rng: Random) -> list[ProblemDetails]:
    owners = [key for key, _ in rng.sample(world.officers, 4)]
    return [
        ProblemDetails(
            f"Cut-through traffic in {homes[0].name}",
            date(2018, 4, 9),
            homes[0].key,
            owners[0],
            "closed",
            "Eleven concerns in three months name the same two streets.",
            "Counts show the peak when the plant lets out, 3:30 to 4:15.",
            "Speed trailer, two patrols a day, and a sign asked of Traffic Engineering.",
            "Half as many vehicles over the limit four months later.",
            date(2018, 10, 30),
            "vehicles over the limit in a week",
            424,
            212,
        ),
        ProblemDetails(
            f"Daytime break-ins in {homes[1].name}",
            date(2018, 9, 17),
            homes[1].key,
            owners[1],
            "assessment",
            "Houses are entered from the alley while people are at work.",
            "Nine of fourteen lie on one alley; no light, no fence.",
            "Lock and light survey, noon patrols, a block captain.",
            "Counted again in January; one more count in April.",
            counted_offense=world.offenses["Burglary"],
            counted_area=homes[1].key,
            before_from=date(2017, 11, 1),
            before_to=date(2018, 1, 1),
            after_from=date(2018, 11, 1),
            after_to=date(2019, 1, 1),
        ),
        ProblemDetails(
            f"Shots at night in {homes[2].name}",
            date(2018, 12, 3),
            homes[2].key,
            owners[2],
            "response",
            "Residents hear shots behind the same two buildings on weekend nights.",
            "Most calls between 10 PM and 1 AM, Friday and Saturday.",
            "Checkpoints nearby, evening patrols, turn-in with the churches.",
            counted="calls about shots in a month",
            count_before=31,
        ),
        ProblemDetails(
            f"Open vacant houses in {homes[3].name}",
            date(2019, 2, 11),
            homes[3].key,
            owners[3],
            "scanning",
            "Six houses stand open; children walk past them to school.",
        ),
    ]


def attach_pictures(written: Written, rng: Random) -> None:
    """Keep six photographs and one scanned sheet with events of January 2019."""
    january = [
        (key, one)
        for key, one in written
        if one.kind in _PHOTO_KINDS and not one.reason and (one.starts.year, one.starts.month) == (2019, 1)
    ]
    for number, (key, one) in enumerate(january[::3][:6]):
        people = rng.randint(9, 24)
        details = AttachmentDetails(
            "photo",
            f"photo-{number + 1}.png",
            crowd(rng, people),
            "image/png",
            f"{one.title}, {one.starts:%B} {one.starts.day}",
            f"A drawing of a hall: {people} people sit in four rows, seen from behind, under three lamps.",
            may_publish=number < 4,
        )
        attach_file(BY, key, details)
    meeting = next(key for key, one in january if one.kind == "Association meeting")
    scan = AttachmentDetails("sheet", "sign-in-sheet.png", sheet(rng, 19), "image/png", "The sheet as it was signed")
    attach_file(BY, meeting, scan)


def write_message(world: World) -> None:
    """The commander's message above the summary of January 2019."""
    first, last = date(2019, 1, 1), date(2019, 1, 31)
    write_report_words(BY, world.precinct, "monthly", first, last, "message", COMMANDERS_MESSAGE)
