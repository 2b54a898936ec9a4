"""Starting Wangge on one machine: embedded PostgreSQL, front end, processes, checks."""
