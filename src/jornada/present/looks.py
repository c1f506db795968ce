"""What areas and brands are called in little room, and the role of their colour."""

from __future__ import annotations

from jornada.core.workflow import Workflow


def area_look(workflow: Workflow, key: str) -> tuple[str, str]:
    """The short name of an area and its role."""
    area = workflow.area_by_key.get(key)
    if area is None:
        return key, "muted"
    return short_title(area.title), f"area-{area.colour or workflow.areas.index(area) + 1}"


def brand_look(workflow: Workflow, key: str) -> tuple[str, str]:
    """The name of a brand and its role."""
    brand = workflow.brand_by_key.get(key)
    if brand is None:
        return key, "muted"
    return brand.title, f"brand-{brand.colour or workflow.brands.index(brand) + 1}"


def short_title(title: str) -> str:
    """What stands after a dash between words: "Listening" of "Reputation – Listening"."""
    for dash in (" – ", " — ", " - "):
        title = title.rpartition(dash)[2]
    return title
