"""What is worked out before the first byte is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from guildhouse.features import assets, attachments, headers
from guildhouse.features.plan import plan
from guildhouse.settings import Settings

STYLE = """
== content/theme/site.00000000.css
body { display: none }
== content/pages/a.md
# A

[ours](../theme/site.00000000.css)
"""


def test_no_attachment_takes_the_place_of_the_themes_own_files(tree: Callable[[str], Path]) -> None:
    made = plan(tree(STYLE), (assets.outputs, attachments.outputs, headers.outputs), Settings())
    assert "theme/site.00000000.css" in made.paths
    assert made.site.stylesheet
    assert made.site.stylesheet != "/theme/site.00000000.css"
