from .pages import matter, matters, refusals, template
from .verbs import add_category, add_line, end_matter, import_matters, list_matter, refuse_task

__all__ = [
    "add_category",
    "add_line",
    "end_matter",
    "import_matters",
    "list_matter",
    "matter",
    "matters",
    "refusals",
    "refuse_task",
    "template",
]
