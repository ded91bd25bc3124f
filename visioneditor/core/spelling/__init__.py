"""Spelling: dictionaries in hunspell's form, which words of a document are prose, what may have been meant."""
