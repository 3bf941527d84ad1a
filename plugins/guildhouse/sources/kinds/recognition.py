"""Those who do not want to be credited and have no record of their own."""

from __future__ import annotations

import re

from guildhouse.sources.fields import Field, ListOf, Pattern, Text
from guildhouse.sources.kinds.kind import Kind

RECOGNITION = Kind(
    name="recognition",
    help="Opt-outs of people without a record, as hashes so that the file names nobody.",
    where=re.compile(r"content/recognition\.yml"),
    place="content/recognition.yml",
    fields=(
        Field("salt", Text(), "Any words of your own; they make the hashes yours.", required=True, example="words of your own"),
        Field(
            "opt_out",
            ListOf(Pattern("[0-9a-f]{64}", "a SHA-256 in hexadecimal")),
            "SHA-256 of the salt followed by the lower-cased e-mail address or full name, in hexadecimal.",
        ),
    ),
)
