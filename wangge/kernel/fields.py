"""CodeField: the area code as a column."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.sql.compiler import SQLCompiler

from .code import Code, Level

LEGAL = "^([0-9]{" + "}|[0-9]{".join(str(int(level)) for level in Level) + "})$"


class CodeField(models.CharField[str, Code]):
    """A legal area code, compared byte by byte, so that a place is one contiguous index range."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": int(Level.GRID), "db_collation": "C"}
        super().__init__(*args, **kwargs)

    def db_check(self, connection: Any) -> str:
        return f"{connection.ops.quote_name(self.column)} ~ '{LEGAL}'"

    def from_db_value(self, value: str | None, *_: object) -> Code | None:
        return None if value is None else Code(value)

    def to_python(self, value: Any) -> Any:
        if value in (None, ""):
            return None
        try:
            return Code(value)
        except ValueError as wrong:
            raise ValidationError("区划代码应为 2、4、6、9、12 或 15 位数字。") from wrong


@CodeField.register_lookup
class Within(models.Lookup[Any]):
    """`code__within=place`: every row in a place, as an index range instead of a LIKE."""

    lookup_name = "within"

    def get_prep_lookup(self) -> Code:
        return Code(self.rhs)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        place: Code = self.rhs
        return f"({column} >= %s AND {column} < %s)", [*params, place, *params, place.ceiling]
