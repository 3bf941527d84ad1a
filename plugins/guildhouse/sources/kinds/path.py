"""Learning paths."""

from __future__ import annotations

import re

from guildhouse.model.learning import Answer, Question, Step
from guildhouse.sources.fields import ID, Address, Block, Choice, Day, Field, Flag, Length, ListOf, Local, Person, Ref, Text, Web
from guildhouse.sources.kinds.kind import Kind

STEP_TYPES = ("read", "watch", "do", "discuss", "check", "meet")

ANSWER = Block(
    (
        Field("text", Text(prose=True), "The answer.", required=True),
        Field("correct", Flag(), "`true` for a right answer."),
        Field("because", Text(prose=True), "Why it is right or wrong."),
    ),
    Answer,
    from_text="text",
)
QUESTION = Block(
    (
        Field("question", Text(prose=True), "The question.", required=True),
        Field("answers", ListOf(ANSWER), "The answers, at least one of them right.", required=True),
    ),
    Question,
)
STEP = Block(
    (
        Field("id", ID, "A name that stays when steps move.", required=True),
        Field("page", Address(local=True), "A page of this site, from its root."),
        Field("url", Web(), "An address elsewhere."),
        Field("path", Ref("path"), "A whole path as one step."),
        Field("title", Text(), "What the step is called; a page brings its own title."),
        Field("type", Choice(STEP_TYPES), "What one does in it."),
        Field("duration", Length(), "How long it takes."),
        Field("section", Text(), "The part of the path that begins here."),
        Field("needs", ListOf(Text()), "Steps, or things taught by steps, that come first."),
        Field("teaches", ListOf(Text()), "What one can do afterwards."),
        Field("optional", Flag(), "`true` when it may be left out."),
        Field("quiz", ListOf(QUESTION, lone=False), "Questions to check oneself."),
    ),
    Step,
)

PATH = Kind(
    name="path",
    help="A learning path: steps in an order that works.",
    where=re.compile(r"content/paths/[^/]+\.yml"),
    place="content/paths/{id}.yml",
    fields=(
        Field("title", Text(), "What the path is called.", required=True, example="Ready for your first on-call week"),
        Field("summary", Text(prose=True), "What it is for, in a sentence.", example="From zero to a calm first shift."),
        Field("audience", ListOf(Text()), "Whom it is written for.", example="[new engineers]"),
        Field("level", Choice(("beginner", "intermediate", "advanced")), "How much one should know.", example="beginner"),
        Field("community", Ref("community"), "The community that keeps it."),
        Field("outcomes", ListOf(Text()), "What one can do afterwards."),
        Field("prerequisites", ListOf(Ref("path")), "Paths that help to have followed before."),
        Field("mentors", ListOf(Person()), "People who help on the way."),
        Field("maintainers", ListOf(Person()), "People who keep it true."),
        Field("reviewed", Day(), "When somebody last followed it."),
        Field("review_by", Day(), "When somebody should follow it again."),
        Field("license", Text(), "An SPDX licence."),
        Field("order", Choice(("recommended", "free")), "Whether the order matters."),
        Field(
            "steps",
            ListOf(STEP, lone=False, filled=True),
            "The steps.",
            required=True,
            example="\n  - {id: first, title: Say hello, type: meet, duration: PT15M}",
        ),
        Field("aliases", ListOf(Local(r"/[^\s]*", "an address such as /paths/old-id/")), "Addresses that this path had before."),
    ),
)
