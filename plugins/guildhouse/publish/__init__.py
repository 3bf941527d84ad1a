"""Builds a site beside the published one, verifies it, and exchanges the two."""

ENGINE = "guildhouse.features.run"
"""The module that reads a site and writes its pages into an empty folder."""
