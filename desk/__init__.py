"""What comes in: a page is read into one stored text, and values are proposed from it, each with its quote."""
