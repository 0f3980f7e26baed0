"""Ready-made sets of custom fields for a trade, and how a frequency becomes a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from crmtui.domain.words import N_

FREQUENCY, SHIPMENTS = "frequency", "shipments_per_month"


class FieldDraft(NamedTuple):
    """A field to be made; the label is translated when it is."""

    key: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()


FREIGHT = (
    FieldDraft("cargo", N_("Cargo")),
    FieldDraft("fragile", N_("Fragile"), "yesno"),
    FieldDraft("temperature_controlled", N_("Temperature-controlled"), "yesno"),
    FieldDraft("dangerous", N_("Dangerous goods"), "yesno"),
    FieldDraft("packaging", N_("Packaging")),
    FieldDraft("lanes", N_("Lanes")),
    FieldDraft(FREQUENCY, N_("Shipping frequency")),
    FieldDraft(SHIPMENTS, N_("Shipments per month"), "number"),
    FieldDraft("time_demands", N_("Time demands")),
)
ESTATE = (
    FieldDraft(
        "property_type",
        N_("Kind of property"),
        "choice",
        (N_("flat"), N_("house"), N_("shop"), N_("office"), N_("land"), N_("warehouse")),
    ),
    FieldDraft("purpose", N_("Purpose"), "choice", (N_("to live in"), N_("to let"), N_("to sell"))),
    FieldDraft("wanted_area", N_("Wanted district")),
    FieldDraft("square_metres", N_("Square metres"), "number"),
    FieldDraft("rooms", N_("Rooms")),
    FieldDraft("budget", N_("Budget"), "number"),
    FieldDraft("loan", N_("Needs a loan"), "yesno"),
    FieldDraft("decide_by", N_("Decides by"), "date"),
)
GENERAL = (
    FieldDraft("website", N_("Website")),
    FieldDraft("main_products", N_("Main products")),
    FieldDraft("employees", N_("Employees"), "number"),
    FieldDraft("yearly_demand", N_("Yearly demand"), "number"),
    FieldDraft("competitor", N_("Buys elsewhere from")),
    FieldDraft("contract_until", N_("Contract until"), "date"),
)
SETS: Mapping[str, tuple[FieldDraft, ...]] = {
    "freight": FREIGHT,
    "estate": ESTATE,
    "general": GENERAL,
}
