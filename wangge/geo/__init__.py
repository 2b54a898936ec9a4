"""Pure geometry: exact points, shapes, coverages. No Django."""
