"""Templates: compiled once, told everything they print, escaping whatever is not finished."""

from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from casebook.markdown import FILTERS
from casebook.pages.inline import Inline, inline, join
from casebook.pages.world import World


class _Compiled(BytecodeCache):
    """What was compiled in this process: the next build under `mkdocs serve` has it.

    Jinja itself sees to it that a template that was changed is compiled anew.
    """

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def finished(value: object) -> str:
    """Escape what a template prints, unless it is finished Markdown."""
    return inline(value)


def environment(folder: Path, world: World) -> Environment:
    """Make the one environment of a build; `words("key")` speaks in its templates."""
    made = Environment(  # noqa: S701 - pages are Markdown: `finalize` escapes for it
        loader=FileSystemLoader(folder, encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    made.filters |= {name: _marked(name) for name in FILTERS}
    made.filters["cells"] = lambda cells: join(cells, " | ")
    made.globals["words"] = world.say
    return made


def _marked(name: str) -> object:
    """Mark what a filter gives as finished, so that it is not escaped again."""
    function = FILTERS[name]

    def marked(text: object) -> Inline:
        return text if isinstance(text, Inline) and name == "md" else Inline(function(text))

    return marked


class Renderer:
    """Fills templates with views."""

    def __init__(self, folder: Path, world: World) -> None:
        """Compile on first use; one renderer serves a whole build."""
        self._environment = environment(folder, world)

    def render(self, template: str, view: object, **more: object) -> bytes:
        """Fill a template; `view` and `more` are all it can see."""
        text = self._environment.get_template(template).render(view=view, **more)
        return text.encode()
