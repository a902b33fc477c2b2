"""Addresses that have moved, all in one file."""

from typing import Annotated, Final

from pydantic import Field, StringConstraints

from casebook.dates import EdtfDate
from casebook.models.base import Model

ADDRESS_PATTERN: Final = (
    r"^[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*(?:#[A-Za-z0-9][A-Za-z0-9_:.-]*)?$"
)
Address = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN, max_length=250)]
"""A place on the site, from its root, without slashes at the ends: `cases/x`, `cases/x#event`."""


class Redirect(Model):
    """One address that was published, and where what stood there is now."""

    old: Address = Field(
        description="The address that was published, from the root of the site; a place on a "
        "page after a number sign.",
        examples=["cases/given-family", "cases/given-family#arrest-2022"],
    )
    new: Address = Field(
        description="The address that it leads to now; never one that is itself redirected.",
        examples=["cases/family-given"],
    )
    since: EdtfDate | None = Field(default=None, description="Since when, EDTF.")


class Redirects(Model):
    """The file `data/redirects.yaml`, which is there once something has moved."""

    redirects: Annotated[tuple[Redirect, ...], Field(min_length=1)]
