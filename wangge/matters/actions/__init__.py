"""What can be done to the matter list: one function per verb, one transaction each."""

from .add_category import UnableToAddCategory, add_category
from .add_line import UnableToAddLine, add_line
from .end_matter import UnableToEndMatter, end_matter
from .import_matters import ImportedMatters, MatterRow, UnableToImportMatters, import_matters
from .list_matter import Terms, UnableToListMatter, list_matter
from .refuse_task import UnableToRefuseTask, refuse_task

__all__ = [
    "ImportedMatters",
    "MatterRow",
    "Terms",
    "UnableToAddCategory",
    "UnableToAddLine",
    "UnableToEndMatter",
    "UnableToImportMatters",
    "UnableToListMatter",
    "UnableToRefuseTask",
    "add_category",
    "add_line",
    "end_matter",
    "import_matters",
    "list_matter",
    "refuse_task",
]
