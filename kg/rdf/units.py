"""A base unit → its IRI, in QUDT where it has one; any other unit stays text (`kg:unitText`)."""

from __future__ import annotations

from typing import Final

from kg.rdf.vocab import PREFIXES

_QUDT = {
    "%": "PERCENT",
    "s": "SEC",
    "bits": "BIT",
    "bytes": "BYTE",
    "FPS": "FRAME-PER-SEC",
    "Hz": "HZ",
    "dB": "DeciB",
    "m": "M",
    "m/s": "M-PER-SEC",
    "km/h": "KiloM-PER-HR",
    "kg": "KiloGM",
    "N": "N",
    "Nm": "N-M",
    "V": "V",
    "W": "W",
    "J": "J",
    "degrees": "DEG",
}
_OURS = {"x": "Times", "points": "PercentagePoint"}

UNITS: Final = {written: f"<{PREFIXES['unit']}{name}>" for written, name in _QUDT.items()} | {
    written: f"<{PREFIXES['kg']}{name}>" for written, name in _OURS.items()
}
"""The unit as `kg.linking.figures` names it → its IRI as N-Quads writes it."""
