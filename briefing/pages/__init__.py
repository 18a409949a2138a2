"""A briefing as pages, before any kind of file: what stands on each, in which order, on which references."""
