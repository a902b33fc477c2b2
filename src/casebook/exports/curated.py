"""Records as curated, made ready for JSON: a key that was left out stays out."""

from typing import Any

from casebook.models import Model

Json = dict[str, Any]


def pruned(model: Model) -> Json:
    """Turn a record, or a part of one, into what JSON can hold.

    Fields keep the order of their model. What has no value (null, an empty list) is left out; what
    a model takes for granted (`claim: stated`) is written, so that no reader has to know it.
    """
    return {
        name: kept
        for name, value in model.model_dump(mode="json", exclude_none=True).items()
        if (kept := _kept(value)) not in (None, [])
    }


def _kept(value: Any) -> Any:  # noqa: ANN401 - any part of JSON
    if isinstance(value, dict):
        return {name: kept for name, one in value.items() if (kept := _kept(one)) != []}
    if isinstance(value, list):
        return [_kept(one) for one in value]
    # JSON has one kind of number: 5.0 people are 5.
    return int(value) if isinstance(value, float) and value.is_integer() else value
