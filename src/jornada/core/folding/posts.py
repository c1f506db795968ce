"""The editorial calendar: how far a post is."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core import intents as do
from jornada.core.folding.working import Apply, Working
from jornada.core.state import Notice, NoticeKind, PostMark, PostState

POST_STATES = frozenset(PostState)


def _post_state(working: Working, record: do.Record, intent: do.PostStateSet) -> None:
    """The last word holds; a link once given stays until another is."""
    if intent.state not in POST_STATES:
        working.notices.append(
            Notice(NoticeKind.UNKNOWN_RECORD, record.id, f"{intent.do} {intent.state}", record.at)
        )
        return
    before = working.posts.get(intent.post)
    working.posts[intent.post] = PostMark(
        at=record.at,
        state=PostState(intent.state),
        seen=intent.seen,
        link=intent.link or (before.link if before else ""),
        title=intent.title,
    )


APPLY: Mapping[type[do.Intent], Apply] = {
    do.PostStateSet: _post_state,
}
