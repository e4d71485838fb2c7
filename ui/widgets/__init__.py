"""Reusable controls; no domain word inside."""
