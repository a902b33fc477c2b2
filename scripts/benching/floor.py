"""The least that a page of a record can cost: YAML in, one template, HTML out, nothing else.

python scripts/benching/floor.py FOLDER_OF_YAML FOLDER_OF_HTML
"""

import sys
from pathlib import Path
from typing import Final

import yaml
from jinja2 import Environment

_PAGE: Final = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ record.name }}</title></head>
<body><main>
<h1>{{ record.name }}</h1>
<p>{% for one in record.names %}{{ one.text }} {% endfor %}</p>
<p>{{ record.summary.text }}</p>
<table>
{% for event in record.timeline %}
<tr id="{{ event.id }}"><td>{{ event.date }}</td><td>{{ event.type }}</td><td>{{ event.text }}
{% for one in event.sources %}<a href="../../sources/{{ one.source }}/">{{ one.at }}</a>
{% endfor %}
{% for one in event.articles %}<a href="../../articles/{{ one }}/">{{ one }}</a> {% endfor %}
</td></tr>
{% endfor %}
</table>
</main></body>
</html>
"""


def main(records: Path, pages: Path) -> None:
    """Make a page of each record."""
    template = Environment(autoescape=True).from_string(_PAGE)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    for path in sorted(records.glob("*.yaml")):
        record = yaml.load(path.read_bytes(), Loader=loader)  # noqa: S506 - of the safe kind
        page = pages / path.stem / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(template.render(record=record), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
