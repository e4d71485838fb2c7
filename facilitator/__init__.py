"""Facilitator: the trade of running sync sessions between two parties, without a screen."""

__version__ = "0.1.0"
