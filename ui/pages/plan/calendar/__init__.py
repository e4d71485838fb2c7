"""The calendar tab of the Plan page: past and coming sessions, and the times not planned yet."""
