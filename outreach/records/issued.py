"""Reports as they were signed, and the words officers write into the next one."""

from peewee import BlobField, BooleanField, DateField, DateTimeField, ForeignKeyField, TextField

from outreach.records.base import MainRecord, VersionedRecord, not_before, not_blank, sensible_date
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer, Precinct


class IssuedReport(MainRecord):
    """A report as signed: its PDF and figures never change. ``issued_at`` is UTC."""

    precinct = ForeignKeyField(Precinct, backref="issued_reports")
    kind = TextField(constraints=[not_blank("kind")])
    title = TextField(constraints=[not_blank("title")])
    period_from = DateField(constraints=[sensible_date("period_from")])
    period_to = DateField(constraints=[not_before("period_to", "period_from")])
    neighborhood = ForeignKeyField(Neighborhood, null=True)
    is_public = BooleanField()
    prepared_by = ForeignKeyField(Officer, null=True)
    approved_by = TextField(default="")
    message = TextField(default="")
    figures = TextField()
    pdf = BlobField()
    sha256 = TextField()
    issued_at = DateTimeField()
    replaces = ForeignKeyField("self", null=True, backref="replaced_by")


class ReportWords(VersionedRecord):
    """Words an officer wrote for a part of a report of one period, such as the commander's message."""

    precinct = ForeignKeyField(Precinct, backref="report_words")
    kind = TextField(constraints=[not_blank("kind")])
    period_from = DateField(constraints=[sensible_date("period_from")])
    period_to = DateField(constraints=[not_before("period_to", "period_from")])
    part = TextField(constraints=[not_blank("part")])
    words = TextField()

    class Meta:
        indexes = ((("precinct", "kind", "period_from", "period_to", "part"), True),)
