"""The rules in forms that others can read: a decision table (Markdown or CSV), JSON, and CLIPS."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from kinechain.audit.clips import program
from kinechain.explain.reading import condition_said, head_said
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.terms.side import Side

_COLUMNS = (
    "rule",
    "version",
    "status",
    "rows",
    "bound to",
    "when (all of)",
    "unless (any of)",
    "then",
    "for",
    "against",
)


def as_clips(knowledge_base: KnowledgeBase) -> str:
    """The CLIPS program; ValueError when an id cannot be a name there."""
    return program(knowledge_base)


def as_markdown(knowledge_base: KnowledgeBase) -> str:
    """One row a rule, as a Markdown table. Sided rules are read for the left."""
    stamp = knowledge_base.stamp
    lines = [f"# {stamp.id} {stamp.version}", "", f"Content hash {stamp.hash}. Sided rules are read for the left.", ""]
    lines += [_row(_COLUMNS), _row("---" for _ in _COLUMNS)]
    lines += [_row(_cells(rule, knowledge_base, "<br>")) for rule in knowledge_base.written_rules]
    return "\n".join(lines) + "\n"


def as_csv(knowledge_base: KnowledgeBase) -> str:
    """The same table as CSV (RFC 4180); cells that a spreadsheet would compute are quoted as text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for rule in knowledge_base.written_rules:
        writer.writerow(
            [f"'{cell}" if cell[:1] in tuple("=+-@") and cell else cell for cell in _cells(rule, knowledge_base, "; ")]
        )
    return text.getvalue()


def as_json(knowledge_base: KnowledgeBase) -> str:
    """The linked rules, structural ones included, in the order of strata."""
    stamp = knowledge_base.stamp
    document = {
        "knowledge_base": {"id": stamp.id, "version": stamp.version, "hash": stamp.hash},
        "rules": [plain(rule) for rule in knowledge_base.rules],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def plain(value: Any) -> Any:
    """A linked value as JSON has it. Conditions say what they are; numbers are texts, so that none is rounded."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {} if isinstance(value, Rule) else {"is": type(value).__name__}
        return named | {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return str(value) if isinstance(value, Decimal | str) else value


def _cells(rule: Rule, knowledge_base: KnowledgeBase, between: str) -> tuple[str, ...]:
    bound = Side.LEFT if rule.per_side else Side.MIDLINE
    vocabulary = knowledge_base.vocabulary
    return (
        rule.id,
        rule.version,
        f"{rule.status}, {rule.reviewed_by}" if rule.reviewed_by else rule.status,
        ", ".join(rule.seed),
        "each side" if rule.per_side else "the client",
        between.join(condition_said(test, vocabulary, bound) for test in rule.when),
        between.join(condition_said(test, vocabulary, bound) for test in rule.unless),
        between.join(head_said(head, vocabulary, bound) for head in rule.heads),
        ", ".join(note.ref for note in rule.sources if note.relation == "supports"),
        ", ".join(note.ref for note in rule.sources if note.relation == "disputes"),
    )


def _row(cells: Any) -> str:
    return f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in cells)} |"
