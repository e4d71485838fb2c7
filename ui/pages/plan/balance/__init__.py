"""The balance tab: give and take, what came and went, closing rounds, who spoke."""
