"""Old addresses lead to new ones."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

from guildhouse.features import redirects
from guildhouse.features.redirects import html
from guildhouse.formats.policy import POLICY
from guildhouse.model.community import Community, Membership
from guildhouse.model.house import House, Redirect
from guildhouse.model.source import Source
from guildhouse.settings import Settings

OLD = Redirect(url="/old/place/", target='/new/?a=1&b="', owner="x.md")


def test_an_alias_is_a_page_that_leads_on(build: Callable[..., Path], house: Callable[..., House]) -> None:
    page = (build(house()) / "old" / "index.html").read_text()
    assert '<meta http-equiv="refresh" content="0; url=../communities/signals/">' in page
    assert '<a href="../communities/signals/">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_canonical_address_is_the_new_one_in_full() -> None:
    assert '<link rel="canonical" href="https://x.example/sub/new/?a=1&amp;b=%22">' in html(
        OLD, "page", Settings(site_url="https://x.example/sub")
    )


def test_without_an_address_of_the_site_it_is_relative() -> None:
    assert '<link rel="canonical" href="../../new/?a=1&amp;b=&quot;">' in html(OLD, "page", Settings())


def test_from_disk_it_names_the_file() -> None:
    assert 'url=../../new/index.html?a=1&amp;b=&quot;"' in html(OLD, "page", Settings(offline=True))


def test_it_stands_under_the_policy() -> None:
    assert POLICY.meta.replace("'", "&#x27;") in html(OLD, "page", Settings())


def test_a_redirect_is_of_the_kind_of_the_page_that_it_leads_to() -> None:
    ops = Community(id="ops", url="/communities/ops/", name="Ops", source=Source("x"), members=(Membership(person="ada"),))
    targets = ("/", "/communities/ops/", "/communities/ops/members/", "/elsewhere/#part")
    house = House(
        today=dt.date(2026, 11, 16),
        communities=(ops,),
        redirects=tuple(Redirect(url=f"/old{number}/", target=target, owner="x") for number, target in enumerate(targets)),
    )
    kinds = [re.findall(rb'data-kind="([a-z]+)" data-redirect', file.content) for file in redirects.outputs(house, Settings())]
    assert kinds == [[b"home"], [b"community"], [b"members"], [b"page"]]
