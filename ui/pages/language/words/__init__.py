"""The words of both sides: the glossary, false friends first, and words nobody explained yet."""
