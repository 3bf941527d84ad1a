"""The order in which running text is looked through."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import ESCAPE_RE, EscapeInlineProcessor, InlineProcessor, SubstituteTagInlineProcessor
from markdown.util import Registry

from guildhouse.sources.forge.brackets import Link, Picture
from guildhouse.sources.forge.desk import Desk
from guildhouse.sources.forge.emphasis import Emphasis
from guildhouse.sources.forge.inline import Autolink, BareAddress, CodeSpan, Entity, FootnoteMark, Html, Mention, Noticed, Wanted
from guildhouse.sources.forge.prefilter import inline_step


def register(md: Markdown, desk: Desk, footnotes: FootnoteExtension) -> None:
    """Replace Python-Markdown's patterns by these, the first first; of its own only escapes stay."""
    noticed = Noticed(desk)
    order: tuple[tuple[InlineProcessor, tuple[str, ...]], ...] = (
        (noticed, ()),
        (CodeSpan(md, desk), ("`",)),
        (SubstituteTagInlineProcessor(r"\\\n", "br"), ("\\\n",)),
        (EscapeInlineProcessor(ESCAPE_RE, md), ("\\",)),
        (Autolink(md, desk), ("<",)),
        (Html(md, desk), ("<",)),
        (FootnoteMark(footnotes), ("[^",)),
        (Wanted(md, desk), ("[[",)),
        (Picture(r"!\[", md, desk), ("![",)),
        (Link(r"\[", md, desk), ("[",)),
        (BareAddress(md, desk), ("://", "www.")),
        (Mention(md, desk), ("@",)),
        (SubstituteTagInlineProcessor(r"(?<! ) {2,}\n", "br"), ("  \n",)),
        (Entity(md), ("&",)),
        (Emphasis(desk), ("*", "_", "~")),
    )
    patterns: Registry[InlineProcessor] = Registry()
    for index, (pattern, _) in enumerate(order):
        patterns.register(pattern, f"{index:02} {type(pattern).__name__}", -index)
    md.ESCAPED_CHARS = list("""!"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~""")
    md.inlinePatterns = patterns  # type: ignore[assignment] # typed for the oldest kind of pattern
    md.treeprocessors.register(inline_step(md, dict(order), noticed.notice), "inline", 20)
