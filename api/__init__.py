"""The routes that other programs ask: JSON and GeoJSON, the same answers as the pages give."""
