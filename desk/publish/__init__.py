"""From decisions to the next version of the Data Package: rows, changes, corrections, hashes; checked, then swapped in."""
