"""What leaves the app: decks, documents, standalone pages, pictures and data files, all of one question and its sources."""
