"""Makes plain Markdown of what documentation generators add to it: MDX components, MyST labels and directives, admonitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

FENCE = re.compile(r"\s*(`{3,}|~{3,})")
MODULE = re.compile(r"(import|export) [^`]*$")
LABEL = re.compile(r"\([\w:./ -]+\)=\s*$|\[[^\]]+\]: (?!https?:)")
"""What MyST calls a place by, and what a link of Markdown refers to, where it is no address."""
DIRECTIVE = re.compile(r"\s*:{3,}.*$")
ADMONITION = re.compile(r"(\s*)(?:!!!|===|\?\?\?\+?) *(\w*) *(?:\"(.*)\")?\s*$")
TAG = re.compile(r"</?[A-Z][\w.]*(?:\s+[\w-]+(?:=(?:\"[^\"]*\"|'[^']*'|\{[^{}]*\}))?)*\s*/?>")
PICTURE = re.compile(r"!\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?!https?:)[^)\s]*(?:\s+\"[^\"]*\")?\)")
"""A link to another page of the same documentation, whose addresses are not those of our site."""
END = re.compile(r"\]\((?!https?:)[\w:./#-]+\)")
"""The end of such a link that began on an earlier line."""
COMMENT = re.compile(r"\{/\*.*?\*/\}|<!--.*?-->", re.DOTALL)
TABLE = re.compile(r"^\s*<PropertiesTable\b.*?^\s*/>", re.DOTALL | re.MULTILINE)
PROPERTY = re.compile(
    r"name:\s*(?P<q>['\"`])(?P<name>.+?)(?P=q).*?description:\s*(?P<r>['\"`])(?P<text>.+?)(?<!\\)(?P=r),?\s*$", re.DOTALL | re.MULTILINE
)
HEADING = re.compile(r"# +(.+?)\s*#*\s*$")


def plain(text: str) -> tuple[dict[str, str], str]:
    """Give what the front matter says (`title` and `description`, where they are) and the text without its first heading and additions."""
    matter, text = _front_matter(text.replace("\r\n", "\n").replace("\t", "    ").removeprefix("\ufeff"))
    text = TABLE.sub(_properties, COMMENT.sub("", text))
    lines = list(_lines(text.split("\n")))
    place = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines and (heading := HEADING.match(lines[place])):
        matter.setdefault("title", re.sub(r"[`*]", "", heading[1]))
        lines = lines[place + 1 :]
    return matter, "\n".join(lines).strip() + "\n"


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    if not text.startswith("---\n"):
        return {}, text
    block, _, rest = text[4:].partition("\n---")
    try:
        read = yaml.safe_load(block) or {}
    except yaml.YAMLError:
        return {}, rest.partition("\n")[2]
    return {name: str(read[name]) for name in ("title", "description") if read.get(name)}, rest.partition("\n")[2]


def _properties(table: re.Match[str]) -> str:
    """Write a table of parameters, which MDX holds as code, as a list."""
    found = PROPERTY.finditer(table[0])
    return "\n".join(f"- `{each['name']}`: {' '.join(each['text'].split())}" for each in found) + "\n"


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines without additions; fenced code stays as it is."""
    fence = ""
    for line in _unfolded(lines):
        found = FENCE.match(line)
        if found and (not fence or line.strip() == found[1] >= fence):
            fence = "" if fence else found[1]
            yield line if "{" not in line.partition(found[1])[2][:1] else found[1]  # a directive of MyST is shown as code
        elif fence:
            yield line
        elif not (MODULE.match(line) or LABEL.match(line) or DIRECTIVE.match(line)):
            yield END.sub("]", LINK.sub(r"\1", PICTURE.sub(r"\1", TAG.sub("", line))))


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    """Write admonitions, whose text stands four columns further in, as a bold word and text like any other."""
    inset = None
    for line in lines:
        if inset is not None and line.strip() and not line.startswith(inset):
            inset = None
        if inset is None and (found := ADMONITION.match(line)):
            inset = found[1] + "    "
            yield f"{found[1]}**{found[3] or found[2].capitalize()}**"
        else:
            yield line if inset is None else line.replace("    ", "", 1)
