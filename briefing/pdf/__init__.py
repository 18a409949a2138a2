"""A deck as PDF: the same slides as pages."""
