"""What a post of the editorial calendar may become."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.refusals import Reason, no
from jornada.core.rules import allowed
from jornada.core.setting import Setting
from jornada.core.state import PostState, State


def set_state(state: State, intent: do.PostStateSet, setting: Setting) -> do.Intent:
    """Any state may follow any other: what was marked by mistake is marked anew."""
    post = setting.posts.get(intent.post)
    if post is None:
        raise no(Reason.NO_SUCH_POST, intent.post)
    allowed.one_of(intent.state or "?", {each.value: each for each in PostState}, Reason.NO_SUCH_POST_STATE)
    if post.state.value == intent.state and intent.link in ("", post.link):
        raise no(Reason.POST_IS_SO, post.title, (intent.state,))
    return replace(intent, seen=post.as_in_file.state.value, title=post.title)
