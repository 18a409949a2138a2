"""The map of decks, documents and pictures: laid out on a sheet, in points, before any kind of file."""
