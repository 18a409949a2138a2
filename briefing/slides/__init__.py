"""Pages set into slides: every word, table, chart and map has its place, in points."""
