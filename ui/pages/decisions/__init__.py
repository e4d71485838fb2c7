"""The decision log and one decision with everything around it (D1 to D3, D5)."""
