"""The types of fields: each reads a node, finishes the value when all files are known, and describes itself as JSON Schema."""

from guildhouse.sources.fields.base import Schema, Type
from guildhouse.sources.fields.named import Address, Person, Ref
from guildhouse.sources.fields.plain import ID, VISIBILITY, Choice, Clock, Day, Flag, Length, Local, Mail, Number, Pattern, Text, Web, Zone
from guildhouse.sources.fields.shapes import Block, Field, ListOf, MapOf, finish_fields, object_schema, read_fields

__all__ = [
    "ID",
    "VISIBILITY",
    "Address",
    "Block",
    "Choice",
    "Clock",
    "Day",
    "Field",
    "Flag",
    "Length",
    "ListOf",
    "Local",
    "Mail",
    "MapOf",
    "Number",
    "Pattern",
    "Person",
    "Ref",
    "Schema",
    "Text",
    "Type",
    "Web",
    "Zone",
    "finish_fields",
    "object_schema",
    "read_fields",
]
