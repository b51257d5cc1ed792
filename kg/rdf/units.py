"""A quantity's unit → its IRI, in QUDT where it has one; any other unit stays text (`kg:unitText`)."""

from __future__ import annotations

from typing import Final

from kg.rdf.vocab import PREFIXES

_QUDT = {
    "%": "PERCENT",
    "ns": "NanoSEC",
    "µs": "MicroSEC",
    "ms": "MilliSEC",
    "s": "SEC",
    "seconds": "SEC",
    "minutes": "MIN",
    "hours": "HR",
    "days": "DAY",
    "weeks": "WK",
    "months": "MO",
    "years": "YR",
    "bits": "BIT",
    "KB": "KiloBYTE",
    "MB": "MegaBYTE",
    "GB": "GigaBYTE",
    "GiB": "GibiBYTE",
    "TB": "TeraBYTE",
    "TiB": "TebiBYTE",
    "PB": "PetaBYTE",
    "FPS": "FRAME-PER-SEC",
    "Hz": "HZ",
    "kHz": "KiloHZ",
    "MHz": "MegaHZ",
    "GHz": "GigaHZ",
    "dB": "DeciB",
    "mm": "MilliM",
    "cm": "CentiM",
    "m": "M",
    "km": "KiloM",
    "m/s": "M-PER-SEC",
    "g": "GM",
    "kg": "KiloGM",
    "N": "N",
    "V": "V",
    "mW": "MilliW",
    "W": "W",
    "kW": "KiloW",
    "J": "J",
    "kWh": "KiloW-HR",
    "degrees": "DEG",
}
_OURS = {"x": "Times", "points": "PercentagePoint"}

UNITS: Final = {written: f"<{PREFIXES['unit']}{name}>" for written, name in _QUDT.items()} | {
    written: f"<{PREFIXES['kg']}{name}>" for written, name in _OURS.items()
}
"""The unit as `kg.extraction.quantities.units` names it → its IRI as N-Quads writes it."""
