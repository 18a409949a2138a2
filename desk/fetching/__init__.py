"""Pages fetched by their address, from public servers alone, and feeds that name pages."""
