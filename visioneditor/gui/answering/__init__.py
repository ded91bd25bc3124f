"""Where a project's answer to a section is written."""
