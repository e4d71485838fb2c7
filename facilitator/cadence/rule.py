"""The rules that a rhythm can have."""

from facilitator.domain.rule import Pattern, Rule, parse_rule, weekly

__all__ = ["Pattern", "Rule", "parse_rule", "weekly"]
