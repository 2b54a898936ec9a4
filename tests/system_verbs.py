"""Verbs without a permission of their own, each with its reason."""

from __future__ import annotations

SYSTEM_VERBS: dict[str, str] = {
    "cases.recount": "run by a subscriber when a year's table is imported",
    "cases.seed_limits": "run by `wangge setup`",
    "exports.ask": "under the permission to see the list, which its own function asks for",
    "exports.begin": "run by the job",
    "exports.cancel": "one's own export: another's does not exist",
    "exports.fail": "run by the job",
    "exports.finish": "run by the job",
    "exports.note_progress": "run by the job",
    "exports.remove_old": "run by the nightly job",
    "files.attach": "part of another room's verb, under its permission",
    "files.remove_orphans": "run by the nightly job",
    "messages.mark_all_read": "one's own notices: nothing to permit",
    "messages.mark_read": "one's own notice: another's does not exist",
    "messages.tell": "run by subscribers",
    "places.note_source": "run by whatever brings data in, under its own permission",
    "staff.appoint": "comes with an assignment, under the permission to assign",
    "staff.change_password": "one's own password: the old one is the permission",
    "staff.drop_view": "one's own saved filter: another's does not exist",
    "staff.first_admin": "run by `wangge first-admin` on an empty installation",
    "staff.note_sign_in": "run at sign-in, before there is an actor's post",
    "staff.relieve": "comes with the end of an assignment, under its permission",
    "staff.save_view": "one's own saved filter: nothing to permit",
    "staff.set_role": "run by `wangge setup`",
    "territory.import_grids": "run by a survey's import, under its own permission",
    "workers.take_over": "bulk start of a roster, under the permission to import one",
    "worktime.load_shipped_years": "run by `wangge setup`",
}
