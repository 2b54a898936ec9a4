from .grid import my_grid
from .importing import import_roster, template
from .pages import roster, vacancies, worker
from .verbs import alter_worker, assign, end_assignment, enrol

__all__ = [
    "alter_worker",
    "assign",
    "end_assignment",
    "enrol",
    "import_roster",
    "my_grid",
    "roster",
    "template",
    "vacancies",
    "worker",
]
