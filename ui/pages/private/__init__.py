"""Private: sealed notes and private talks, for the facilitator alone."""
