"""Every code that a problem can carry; `docs/problems.md` is made from this list."""

from __future__ import annotations

from dataclasses import dataclass

from guildhouse.model.problem import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: a stable name, what it means, what to do; `lenient` ones become warnings with `--lenient`."""

    name: str
    meaning: str
    remedy: str
    severity: Severity = Severity.ERROR
    lenient: bool = False


# Files
NOT_UTF8 = Code("not-utf8", "The file is not UTF-8 text.", "Save the file as UTF-8.")
TOO_LARGE = Code("too-large", "The file, or something in it, is larger than the site accepts.", "Split it into several files.")
SPECIAL_FILE = Code(
    "special-file", "A symbolic link, pipe or device stands where a file is expected.", "Put a copy of the file in its place."
)
BAD_NAME = Code(
    "bad-name",
    "A file or folder has a name that cannot become an address.",
    "Use small letters, digits, and single hyphens, dots or underscores.",
)
CONTROL_CHARACTER = Code(
    "control-character", "The text holds a control character that feeds and pages cannot carry.", "Delete the invisible character."
)
UNEXPECTED_FILE = Code(
    "unexpected-file", "A file stands where no file of its kind is read.", "Move it to a folder that reads it, or delete it."
)
MISSING_COMMUNITY = Code(
    "missing-community", "A folder in communities/ has no community.yml.", "Create community.yml in it with one line: `name: …`."
)

# YAML
YAML_SYNTAX = Code("yaml-syntax", "The YAML cannot be read.", "Check indentation, quotes and brackets on this line and the one above.")
YAML_LIMIT = Code("yaml-limit", "The YAML nests too deeply or repeats too much through aliases.", "Write it out plainly.")
YAML_TAG = Code("yaml-tag", "YAML tags such as !include are not read.", "Delete the word beginning with `!`.")
DUPLICATE_KEY = Code("duplicate-key", "A key stands twice in one mapping.", "Keep one of the two.")
UNKNOWN_KEY = Code("unknown-key", "The key is not one that this kind of file has.", "Correct the key, delete it, or begin it with `x-`.")
FOREIGN_KEY = Code(
    "foreign-key", "The key belongs to another site generator and has no effect here.", "It may stay or be deleted.", Severity.NOTE
)
FUTURE_DATE = Code(
    "future-date",
    "Thanks have a date that has not come, so they are not shown yet.",
    "Correct the date, or wait for it.",
    Severity.WARNING,
)
NO_EFFECT = Code(
    "no-effect",
    "The README of a community is a part of its page, so what its front matter says about a page has no effect.",
    "Say it in community.yml, or delete it.",
    Severity.WARNING,
)
SAID_TWICE = Code(
    "said-twice",
    "Two keys of different site generators say the same thing; the first one counts.",
    "Keep one of the two.",
    Severity.NOTE,
)
MISSING_KEY = Code("missing-key", "A required key is missing.", "Add the key.")
BAD_VALUE = Code("bad-value", "The value has the wrong form for its key.", "Write it as the message shows.")
ACCESS_KEY = Code(
    "access-key",
    "`access:` cannot be honoured yet, so nothing that carries it is published.",
    "Delete the key, or keep the file out of the repository.",
)
TWO_PLACES = Code("two-places", "A list stands both in community.yml and in a file of its own.", "Keep one of the two.")
BAD_FRONT_MATTER = Code(
    "bad-front-matter", "The front matter has no closing line of three hyphens.", "Close the front matter with a line `---`."
)
LOST_FRONT_MATTER = Code(
    "lost-front-matter",
    "A text begins with lines of `key: value` and a line `---`, but the opening line `---` is missing, so all of it is shown as text.",
    "Put a line `---` above the first key.",
    Severity.WARNING,
)
MISSING_TITLE = Code("missing-title", "The page has neither a title nor a heading.", "Begin the text with a heading: `# Title`.")

# References
UNKNOWN_PERSON = Code(
    "unknown-person", "Nobody of that id or account has a record.", "Correct the id, or add content/people/<id>.yml.", lenient=True
)
UNKNOWN_REFERENCE = Code("unknown-reference", "Nothing of that id exists.", "Correct the id.")
DUPLICATE_ID = Code("duplicate-id", "Two things have the same id.", "Rename one of the two.")
CIRCLE = Code("circle", "Things refer to each other in a circle.", "Break the circle at one of the places named.")
INCONSISTENT = Code("inconsistent", "Two statements contradict each other.", "Correct one of the two.")
STALE_STATUS = Code(
    "stale-status",
    "The last step of a lifecycle, or the text of a decision record, is not the state that the file says.",
    "Set `status`, or correct the lifecycle or the text.",
    Severity.WARNING,
)
NO_STATUS = Code(
    "no-status",
    "Neither the front matter nor the text of a decision record says a status that can be read, so none is shown.",
    "Add a line `status: accepted` (or proposed, rejected, deprecated, superseded by 0012) to the front matter.",
    Severity.WARNING,
)
BAD_PATH = Code("bad-path", "A learning path cannot be followed as it is written.", "Correct the step that is named.")
STALE_REVIEW = Code(
    "stale-review", "The review of this file is past.", "Read it again, then set `reviewed` and `review_by`.", Severity.WARNING
)
UNKNOWN_MENTION = Code(
    "unknown-mention",
    "An `@name` in a text is nobody's id or account; it is shown as written.",
    "Correct the name, or add a record of the person.",
    Severity.WARNING,
)
NAMELESS = Code(
    "nameless",
    "A list of people holds an e-mail address without a name; addresses are never published, so nobody is shown in its place.",
    "Write the name, or the id of the person.",
    Severity.WARNING,
)

# Addresses and links
ADDRESS_TAKEN = Code("address-taken", "Two files claim one address.", "Rename one of the two, or change its permalink, slug or alias.")
MOVED = Code(
    "moved-page",
    "A page has moved, as git knows, and nothing leads from its old address to the new one.",
    "Add the old address to its `aliases`, as the message says.",
    Severity.WARNING,
)
BAD_ADDRESS = Code("bad-address", "A permalink, slug or alias is not an address inside the site.", "Write it as `/words-and-hyphens/`.")
DEAD_LINK = Code("dead-link", "A link leads to no page or file.", "Correct the link.", lenient=True)
DEAD_ANCHOR = Code("dead-anchor", "A link leads to a heading that the page does not have.", "Correct the part after `#`.", lenient=True)
DEAD_PICTURE = Code("dead-picture", "A picture does not exist.", "Correct the address of the picture, or add the file.", lenient=True)
HIDDEN_TARGET = Code(
    "hidden-target",
    "A link leads to something that is left out of the build.",
    "Remove the link, or publish what it leads to.",
    lenient=True,
)
OUTSIDE = Code("outside", "An address leads out of the site's folder.", "Copy the file into the site and link the copy.")
UNSAFE_LINK = Code(
    "unsafe-link", "The link's scheme is not one that pages may use.", "Use https, mailto, tel, or an address inside the site."
)
FOREIGN_PICTURE = Code(
    "foreign-picture",
    "A picture on another host is shown as a link, for pages fetch nothing from elsewhere.",
    "Save the picture beside the file.",
    Severity.WARNING,
)
ACTIVE_FILE = Code(
    "active-file",
    "A linked file could run scripts in a browser - a web page, a script, a drawing that holds one - and is published as plain text.",
    "Nothing, when readers need its text; else write it as Markdown, take the script out of the drawing, or link an archive.",
    Severity.WARNING,
)
NO_CAPTIONS = Code(
    "no-captions",
    "A video has no captions, so those who do not hear it miss what is said.",
    "Add the captions as WebVTT beside the video; for a video without sound, a file with the one line `WEBVTT`.",
    Severity.WARNING,
)
STALE_DIAGRAM = Code(
    "stale-diagram",
    "The text of a diagram was changed after it was drawn, so its text is shown in place of the drawing.",
    "Draw it again with `python3 tasks.py diagrams`.",
    Severity.WARNING,
)
UNDRAWN_DIAGRAM = Code(
    "undrawn-diagram",
    "A diagram has no drawing, so its text is shown.",
    "Draw it with `python3 tasks.py diagrams`.",
    Severity.NOTE,
)
DROPPED_MARKUP = Code(
    "dropped-markup",
    "HTML that pages may not hold was taken out.",
    "Write it in Markdown, or put `backticks` around what should be shown as text.",
    Severity.WARNING,
)
WANTED = Code("wanted-page", "A page is wanted that nobody has written yet.", "Write the page when you can.", Severity.NOTE)

# History
NO_HISTORY = Code(
    "no-history",
    "What git knows of the site cannot be read, so nobody is credited for changes; the site is built all the same.",
    "Build the site from a clone of its repository, with all of its history.",
    Severity.NOTE,
)
BAD_CONTRIBUTORS = Code(
    "bad-contributors",
    "Something in `.all-contributorsrc` cannot be read, and is passed over.",
    "Correct the file; `python3 tasks.py contributors --write` keeps what is right in it.",
    Severity.WARNING,
)

# Meetings
UNDATED_SERIES = Code(
    "undated-series", "The dates of a series cannot be computed, so its words stand alone.", "Add what the message names.", Severity.WARNING
)
OFF_RULE = Code("off-rule", "A date does not meet the rule of its series.", "Use the date that the message names.")
UNUSED_SKIP = Code(
    "unused-skip", "A date to skip meets no date of the series.", "Use the date that the message names, or delete it.", Severity.WARNING
)
DST_GAP = Code("dst-gap", "The meeting's time does not exist on a day when the clocks go forward.", "Choose a time outside the gap.")
LEAP_DAY = Code("leap-day", "The rule lands on 29 February, which most years do not have.", "Choose the 28th, or the first of March.")
UNREAD_DATE = Code(
    "unread-date",
    "The bracket behind an action begins with `due` or `done`, but holds no date that can be read, so it stays part of the words.",
    "Write the day as `(due 2026-10-28)` or `(done 2026-10-28)`.",
    Severity.WARNING,
)
BAD_RULE = Code("bad-rule", "The recurrence rule cannot be read.", "Write it as RFC 5545 does: `FREQ=WEEKLY;INTERVAL=2;BYDAY=WE`.")

ALL: tuple[Code, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Code))
