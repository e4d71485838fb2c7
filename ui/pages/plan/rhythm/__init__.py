"""The rhythm in force, its advice, and how both went so far."""
