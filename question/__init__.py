"""The question a reader asks: the View, its parsers, what it admits, and where a typed name or position lies."""
