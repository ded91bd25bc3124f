"""Read mode: one column, or the sections beside what projects say about them."""
