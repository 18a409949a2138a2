"""The standalone deck: one HTML file that opens from disk with the network off."""
