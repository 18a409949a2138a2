"""Geodesy and claims: measuring, zones and cells computed from the instruments, and whose claims a position is in."""
