"""The JSON Schema of what nevextract writes, drawn from the record models."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from nevextract.output.columns import Type, columns
from nevextract.output.formats import OPTIONAL, Kind, SchemaFor
from nevextract.output.sdmx import CONCEPTS
from nevextract.output.writers import MODELS
from nevextract.records import SCHEMA_VERSION, Document


class _Generator(GenerateJsonSchema):
    """Decimals are JSON numbers."""

    def decimal_schema(self, schema: Any) -> JsonSchemaValue:
        return {"type": "number"}


class Error(BaseModel):
    """A document that could not be had, and why."""

    model_config = ConfigDict(title="Error", extra="forbid")

    path: str
    kind: str
    reason: str


class Output(BaseModel):
    """The documents that were read, in the order of the inputs, and what could not be read."""

    model_config = ConfigDict(title="nevextract", extra="forbid")

    schema_version: Literal[SCHEMA_VERSION]  # type: ignore[valid-type]
    documents: list[Document]
    errors: list[Error]


_TABLE_TYPES = {
    Type.number: "number",
    Type.share: "number",
    Type.place: "integer",
    Type.day: "date",
    Type.texts: "array",
    Type.amounts: "array",
}


def table_schema(kind: Kind) -> dict[str, Any]:
    """The Frictionless Table Schema of a `csv` output of the kind `kind`."""
    fields = []
    for column in columns(kind):
        constraints: dict[str, Any] = {"required": True} if column.required else {}
        if column.values:
            constraints["enum"] = list(column.values)
        if column.name == "confidence":
            constraints |= {"minimum": 0, "maximum": 1}
        field = {"name": column.name, "type": _TABLE_TYPES.get(column.type, "string")}
        fields.append(field | ({"constraints": constraints} if constraints else {}))
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "fields": fields,
        "missingValues": [""],
        "primaryKey": ["document", "id"],
    }


def sdmx_names() -> list[dict[str, str]]:
    """The fields of a figure and their concepts in SDMX, as `field`, `concept` and `note`."""
    return [{"field": field, "concept": concept, "note": note} for field, concept, note in CONCEPTS]


def output_schema(records: Kind | None = None) -> dict[str, Any]:
    """The schema of a whole `json` output, or of one `jsonl` line of the kind `records`.

    Every key is always written, save `text`, which only `--with-text` gives, and `model`, where one was used.
    """
    model: type[BaseModel] = Output if records is None else MODELS[records]
    schema = model.model_json_schema(schema_generator=_Generator, mode="serialization")
    if records is not None:
        document = {"title": "Document", "type": "string", "description": "The id of the record's document."}
        schema["properties"] = {"document": document, **schema["properties"]}
    for part in (schema, *schema.get("$defs", {}).values()):
        part["required"] = [name for name in part["properties"] if name not in OPTIONAL]
        for name in OPTIONAL:
            if name in part["properties"]:
                part["properties"][name] = {"title": name.capitalize(), "type": "string"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_for(wanted: SchemaFor, records: Kind | None = None) -> Any:
    """The schema of an output, of `records` where it holds one kind."""
    match wanted:
        case SchemaFor.csv:
            return table_schema(records or Kind.figures)
        case SchemaFor.sdmx:
            return sdmx_names()
        case SchemaFor.jsonl:
            return output_schema(records or Kind.figures)
    return output_schema(records)
