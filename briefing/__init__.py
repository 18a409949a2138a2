"""What leaves the app as a story: decks, documents, standalone pages and pictures, all of one question and its sources."""
