"""The functions of MkDocs whose place ours take, as they were before."""

from typing import Final

from mkdocs import utils
from mkdocs.commands import build
from mkdocs.structure.files import Files

populate_page: Final = build._populate_page  # noqa: SLF001 - the inside of a version we check
build_page: Final = build._build_page  # noqa: SLF001 - as above
copy_static_files: Final = Files.copy_static_files
clean_directory: Final = utils.clean_directory
write_file: Final = utils.write_file
