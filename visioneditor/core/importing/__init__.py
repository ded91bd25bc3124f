"""Reflections from elsewhere: what a mail says, which sections its headings answer, and what was corrected before."""
