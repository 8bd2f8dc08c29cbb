"""Planned events as an iCalendar file that other calendars take (RFC 5545)."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from outreach.exchange.spreadsheet import replacing
from outreach.queries.known import known_names
from outreach.queries.whole_lists import EventLine, all_events
from outreach.records.events import EventStatus


def write_calendar(path: Path, precinct: int, today: date) -> int:
    """Write what is planned, and what is cancelled from ``today`` on; returns how many events.

    An event keeps its UID for ever and its SEQUENCE rises when it changes, so that a calendar that took it before
    updates it. Summaries and names stay here: a calendar may go anywhere. The same records give the same file for the
    same day.

    Raises:
        OutreachError: the file cannot be written.
    """
    zone = ZoneInfo(known_names(precinct).time_zone)
    calendar = Calendar()
    calendar.add("prodid", "-//Outreach//Community events//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    stamp = datetime.combine(today, time(), UTC)
    wanted = [line for line in all_events(precinct) if _goes_out(line, today)]
    for line in wanted:
        calendar.add_component(_event(line, zone, stamp))
    calendar.add_missing_timezones()
    with replacing(path) as part:
        part.write_bytes(calendar.to_ical())
    return len(wanted)


def _goes_out(line: EventLine, today: date) -> bool:
    return line.status == EventStatus.PLANNED or (line.status == EventStatus.CANCELLED and line.date >= today)


def _event(line: EventLine, zone: ZoneInfo, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{line.uid}@outreach")
    event.add("sequence", line.version - 1)
    event.add("dtstamp", stamp)
    event.add("summary", line.title)
    event.add("status", "CANCELLED" if line.status == EventStatus.CANCELLED else "CONFIRMED")
    event.add("categories", [line.kind])
    if line.place:
        event.add("location", line.place)
    if line.start_time is None:
        event.add("dtstart", line.date)
        event.add("dtend", line.end_date + timedelta(days=1))
    else:
        event.add("dtstart", datetime.combine(line.date, line.start_time, zone))
        if line.end_time is not None:
            event.add("dtend", datetime.combine(line.end_date, line.end_time, zone))
    return event
