"""What `--json` prints of a post of the editorial calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jornada.core.posts import Clash, Post
from jornada.core.text import clean
from jornada.present.json_facts import Object, time_text


def post_object(number: int | None, post: Post, clashes: Sequence[Clash], zone: dt.tzinfo) -> Object:
    return {
        "number": number,
        "key": post.key or None,
        "title": clean(post.title),
        "date": post.date.isoformat(),
        "time": f"{post.time:%H:%M}" if post.time is not None else None,
        "at": time_text(post.instant(zone)) if post.time is not None else None,
        "channel": clean(post.channel) or None,
        "brand": post.brand or None,
        "objective": post.objective or None,
        "state": post.state.value,
        "link": clean(post.link) or None,
        "file": post.file or None,
        "clashes": [{"kind": clash.kind.value, "with": clash.other} for clash in clashes],
    }
