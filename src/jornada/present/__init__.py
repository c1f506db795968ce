"""State into rows, words, glyphs and layout: pure, and the only importer of humanize."""
