"""What `campaigns --json` prints."""

from __future__ import annotations

import datetime as dt

from jornada.core.calendar import in_zone
from jornada.core.campaigns import CampaignView, StepView, day_in_queue, step_item_id
from jornada.core.text import clean
from jornada.present.json_facts import Object


def campaign_object(view: CampaignView, zone: dt.tzinfo) -> Object:
    campaign = view.campaign
    return {
        "key": campaign.key,
        "title": clean(campaign.title),
        "brand": campaign.brand or None,
        "from": campaign.start.isoformat(),
        "until": campaign.until.isoformat(),
        "over": view.is_over,
        "done": view.done,
        "total": view.total,
        "late": view.late,
        "steps": [_step_object(step, view.today, zone) for step in view.steps],
    }


def _step_object(step: StepView, today: dt.date, zone: dt.tzinfo) -> Object:
    day = day_in_queue(step, today)
    return {
        "key": step.key,
        "title": clean(step.step.title),
        "due": in_zone(step.due, zone).isoformat(),
        "who": clean(step.step.who) or None,
        "needs": clean(step.step.needs) or None,
        "minutes": step.step.minutes,
        "status": step.status.value,
        "task": step_item_id(step) or None,
        "day": day.isoformat() if day else None,
    }
