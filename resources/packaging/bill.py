"""The bill of materials (CycloneDX): every package of the lock with its license and hashes, and what is in it."""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from outreach import __version__
from outreach.errors import OutreachError
from outreach.parts import Part, locked, require_licenses, said_license, shipped_parts

_SCHEMA = SchemaVersion.V1_6


def bill_of_materials(at: datetime) -> str:
    """The bill as JSON; the same parts and time give the same bytes.

    Raises :class:`OutreachError` when a license is not known, or the bill is not what its format asks for.
    """
    parts = shipped_parts()
    require_licenses(parts)
    program = Component(
        name="Outreach", version=__version__, type=ComponentType.APPLICATION, bom_ref="outreach",
        licenses=[LicenseFactory().make_from_string("MIT")],
    )  # fmt: skip
    components = list(_components(parts))
    bill = Bom(components=components)
    bill.metadata.component = program
    bill.metadata.timestamp = at.astimezone(UTC).replace(microsecond=0)
    named = " ".join(sorted(str(component.bom_ref) for component in components))
    bill.serial_number = uuid.uuid5(uuid.NAMESPACE_OID, f"{__version__} {at.isoformat()} {named}")
    bill.register_dependency(program, components)
    told: str = make_outputter(bill, OutputFormat.JSON, _SCHEMA).output_as_string(indent=1)
    fault = JsonStrictValidator(_SCHEMA).validate_str(told)
    if fault is not None:
        raise OutreachError(f"The bill of materials is not valid: {fault}.")
    return told + "\n"


def _components(parts: Iterable[Part]) -> Iterable[Component]:
    inside: dict[str, list[Part]] = {}
    alone: dict[str, Part] = {}
    for part in parts:
        if part.inside:
            inside.setdefault(part.inside, []).append(part)
        else:
            alone[part.name] = part
    license_of = LicenseFactory().make_from_string
    python = alone["Python"]
    yield Component(
        name="Python", version=python.version, type=ComponentType.PLATFORM, bom_ref=f"python@{python.version}",
        licenses=[license_of(python.license)],
    )  # fmt: skip
    for one in locked():
        ref = f"{one.name}@{one.version}"
        known = alone.get(one.name)
        yield Component(
            name=one.name,
            version=one.version,
            type=ComponentType.LIBRARY,
            bom_ref=ref,
            purl=PackageURL("pypi", name=one.name, version=one.version),
            licenses=[license_of(known.license if known else said_license(one.name))],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content) for content in one.hashes],
            components=[_inner(ref, inner) for inner in inside.get(one.name, ())],
        )


def _inner(ref: str, part: Part) -> Component:
    return Component(
        name=part.name,
        version=part.version or None,
        type=ComponentType.LIBRARY,
        bom_ref=f"{ref}/{part.name}@{part.version}",
        licenses=[LicenseFactory().make_from_string(part.license)],
    )
