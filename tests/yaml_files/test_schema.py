"""Our own reading of JSON Schema says yes and no as a full one does, for every schema of the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kbgen.check.project_files import PROJECT_FILES as SCHEMAS
from kbgen.yaml_files.read import plain
from kbgen.yaml_files.schema import KNOWN, faults


def words_of(schema: Any) -> Iterator[str]:
    """Every keyword of a schema, those of its parts included."""
    if isinstance(schema, Mapping):
        for key, value in schema.items():
            yield key
            if key == "properties":
                for part in value.values():
                    yield from words_of(part)
            elif key in ("items", "additionalProperties"):
                yield from words_of(value)
            elif key == "anyOf":
                for part in value:
                    yield from words_of(part)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_uses_no_word_that_would_be_passed_over(name):
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])
    assert set(words_of(SCHEMAS[name])) <= KNOWN


def values(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Values that nearly keep to a schema: its own keys, and what stands there of the right and of other types."""
    odd = st.sampled_from(
        [None, "", " ", "a", "2027-01-01", "2027-13-01", 0, 1, -1, 0.5, 70000, True, [], {}, "tls", "https://a.example"]
    )
    if "anyOf" in schema:
        return st.one_of([values(one) for one in schema["anyOf"]])
    if schema.get("type") == "array":
        return st.one_of(odd, st.lists(values(schema.get("items", {})), max_size=2))
    if "properties" in schema or isinstance(schema.get("additionalProperties"), Mapping):
        parts: dict[Any, Any] = {key: values(one) for key, one in schema.get("properties", {}).items()}
        more = schema.get("additionalProperties")
        some = (
            st.fixed_dictionaries({}, optional=parts)
            if parts
            else st.dictionaries(st.sampled_from(["a", "b"]), values(more or {}), max_size=2)
        )
        return st.one_of(odd, some, st.builds(lambda found: found | {"nothing": 1}, some))
    fitting = [*schema.get("enum", ()), "help@example.com"]
    return st.one_of(odd, st.sampled_from(fitting))


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_allows_what_a_full_validator_allows(name):
    validator = jsonschema.Draft7Validator(SCHEMAS[name], format_checker=jsonschema.FormatChecker(["date"]))

    @given(values(SCHEMAS[name]))
    def compare(value: Any) -> None:
        text = yaml.safe_dump(value, allow_unicode=True)
        read = plain(yaml.safe_load(text))
        found = list(faults(read, SCHEMAS[name], yaml.compose(text, yaml.SafeLoader)))
        strict = validator.is_valid(read)
        # A blank text counts as empty here; a schema counts its letters.
        assert not found or not strict or " " in text
        assert strict or found

    compare()


def test_a_fault_names_its_line_and_the_nearest_key():
    schema = {
        "type": "object",
        "properties": {"teams": {"type": "array", "items": {"type": "string"}}},
        "additionalProperties": False,
    }
    text = "teams:\n  - docs\n  - 5\nteam: x\n"
    found = list(faults(yaml.safe_load(text), schema, yaml.compose(text)))
    assert [(fault.line, fault.message) for fault in found] == [(3, "teams: 2 is 5."), (4, "team is not a key.")]
    assert found[1].advice == "Did you mean teams?"
