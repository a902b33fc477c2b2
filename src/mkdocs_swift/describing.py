"""Describing settings as text, so that two builds with the same text had the same settings."""

import datetime as dt
import enum
import functools
import os
import re
import types
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePath
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.plugins import PluginCollection
from mkdocs.theme import Theme
from pathspec import PathSpec


class UndescribableError(TypeError):
    """A setting holds a thing that cannot be told from another one by a text."""


def describe(value: object) -> str:
    """Return the text that stands for a value.

    Raises:
        UndescribableError: the value holds an object whose content is not known to show.
    """
    return _describe(value)


@functools.singledispatch
def _describe(value: Any) -> str:  # noqa: ANN401 - a setting may be anything
    if isinstance(value, Mapping):
        return _mapping(value)
    raise UndescribableError(f"a setting holds a {type(value).__module__}.{type(value).__name__}")


@_describe.register(type(None))
@_describe.register(bool)
@_describe.register(int)
@_describe.register(float)
@_describe.register(str)
@_describe.register(bytes)
@_describe.register(dt.date)
@_describe.register(PurePath)
def _plain(value: object) -> str:
    return f"{type(value).__name__} {value!r}"


@_describe.register
def _enum(value: enum.Enum) -> str:
    return f"{type(value).__qualname__}.{value.name}"


@_describe.register(dict)
def _mapping(value: Mapping[object, object]) -> str:
    inside = (f"{_describe(key)}: {_describe(item)}" for key, item in value.items())
    return f"{type(value).__name__} {{{', '.join(inside)}}}"


@_describe.register(list)
@_describe.register(tuple)
def _sequence(value: "list[object] | tuple[object, ...]") -> str:
    return f"{type(value).__name__} [{', '.join(_describe(item) for item in value)}]"


@_describe.register
def _set(value: AbstractSet) -> str:  # type: ignore[type-arg]  # dispatched on at run time
    return f"{type(value).__name__} {{{', '.join(sorted(_describe(item) for item in value))}}}"


@_describe.register(types.FunctionType)
@_describe.register(types.BuiltinFunctionType)
@_describe.register(type)
def _named(value: "Callable[..., object]") -> str:
    # Its code is in a module that is loaded, and those are part of every key.
    if "<" in value.__qualname__ or getattr(value, "__closure__", None):
        raise UndescribableError(
            f"a setting holds the unnamed or inner function {value.__qualname__}"
        )
    return f"{value.__module__}.{value.__qualname__}"


@_describe.register
def _module(value: types.ModuleType) -> str:
    return f"module {value.__name__}"


@_describe.register
def _partial(value: functools.partial) -> str:  # type: ignore[type-arg]  # as above
    return f"partial {_describe(value.func)} {_describe(value.args)} {_describe(value.keywords)}"


@_describe.register
def _pattern(value: re.Pattern) -> str:  # type: ignore[type-arg]  # as above
    return f"pattern {value.pattern!r} {value.flags}"


@_describe.register
def _pathspec(value: PathSpec) -> str:  # type: ignore[type-arg]  # as above
    patterns = ", ".join(f"{one.include} {one.regex.pattern!r}" for one in value.patterns)
    return f"{type(value).__name__} [{patterns}]"


@_describe.register
def _plugins(value: PluginCollection) -> str:
    # Of a plugin its settings: what it gathers while it runs is its own affair.
    inside = (
        f"{name}: {type(one).__module__}.{type(one).__qualname__}"
        f" {_describe(one) if isinstance(one, types.ModuleType) else _describe(one.config)}"
        for name, one in value.items()
    )
    return f"plugins [{', '.join(inside)}]"


@_describe.register
def _script(value: ExtraScriptValue) -> str:
    return f"script {_mapping(value.data)}"


@_describe.register
def _config(value: Config) -> str:
    return f"{type(value).__qualname__} {_mapping(value.data)}"


@_describe.register
def _theme(value: Theme) -> str:
    settings: dict[object, object] = {
        key: str(item) if key == "locale" else item for key, item in value.items()
    }
    folders = [os.path.abspath(folder) for folder in value.dirs]
    return (
        f"theme {value.name!r} {_describe(folders)} {_describe(value.static_templates)}"
        f" {_mapping(settings)}"
    )
