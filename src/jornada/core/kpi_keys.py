"""The measures of the week that are there for everybody (`DOMAIN.md`, "The weekly report")."""

from __future__ import annotations

FOLLOWERS, MENTIONS, REPLIES = "followers", "mentions", "replies"
REACH, INTERACTIONS, POSTS = "reach", "interactions", "posts"
"""These and the three above a person types in; the posts come from the editorial calendar where nothing is
typed in."""
RESPONSE_RATE, ENGAGEMENT_RATE = "response_rate", "engagement_rate"

COMPUTED = (RESPONSE_RATE, ENGAGEMENT_RATE)
"""These are made of others, in percent; they may have a target."""
ORDER = (FOLLOWERS, MENTIONS, REPLIES, RESPONSE_RATE, REACH, INTERACTIONS, ENGAGEMENT_RATE, POSTS)
EVERYBODYS = frozenset(ORDER)
