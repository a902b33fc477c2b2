"""`casebook schema`: rewrite the JSON schemas and the list of fields."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from casebook import manual, schemas
from casebook.cli import console
from casebook.problems import render

if TYPE_CHECKING:
    from casebook.cli.console import Commands


def add(commands: "Commands") -> None:
    """Describe the command."""
    parser = commands.add_parser("schema", help="rewrite the JSON schemas and the list of fields")
    console.add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the schemas of the records, unless the choices in them cannot be read."""
    library = console.load_folder(arguments.data)
    if library.broken_vocabularies:
        faults = [p for p in library.problems if "/vocabularies" in p.place.path]
        print(render(faults, console.form(), records=library.files, written=False))
        return console.BAD_DATA
    made = schemas.schemas(library)
    for stale in sorted({str(p) for p in Path(schemas.FOLDER).glob("*.json")} - made.keys()):
        Path(stale).unlink()
    for path, text in made.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    handbook = Path(arguments.data) / manual.NAME
    if handbook.is_file():
        text = manual.renewed(handbook.read_text(encoding="utf-8"))
        handbook.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(made)} schemas written to {schemas.FOLDER}/, and the fields in {manual.NAME}")
    return console.OK
