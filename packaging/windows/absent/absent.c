/* Answers "there is none" to whatever is asked: what stands in for the parts of Windows that wine lacks and Qt names.
 * Built once for each .def beside it, into the prefix alone; nothing of it is ever shipped. */
void *none(void) { return 0; }
