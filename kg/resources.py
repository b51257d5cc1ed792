"""A name → the path of a data file that ships with the project (folder `ontology/`)."""

from pathlib import Path

from kg.errors import KGError

_PLACES = (Path(__file__).parent / "ontology", Path(__file__).parent.parent / "ontology")


def ontology_path(name: str = "") -> Path:
    """Find `name` in the ontology folder, in an installed wheel or a checkout.

    Raises KGError where the installation lacks it.
    """
    for place in _PLACES:
        if (place / name).exists():
            return place / name
    raise KGError(f"ontology/{name}: not found beside the package; install claimgraph again")
