"""The screen: Qt Widgets over `facilitator`. No SQL, no paper, no rule of the trade."""
