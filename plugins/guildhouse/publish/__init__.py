"""Builds a site beside the published one, verifies it, and exchanges the two."""
