"""The one door from finished files to the disk.

Only what changed is written, each file whole or not at all. A manifest beside the pages remembers
what was made here and with which content, so that a page no longer made disappears, and a file made
or changed by a person is never lost: it stops the run before anything is touched.

A run that is killed leaves a manifest that names everything it may have made; the next one carries
on from there.
"""

from casebook.writing.changing import WriteReport, write
from casebook.writing.manifest import read_manifest
from casebook.writing.refusing import MANIFEST, WriteError

__all__ = ["MANIFEST", "WriteError", "WriteReport", "read_manifest", "write"]
