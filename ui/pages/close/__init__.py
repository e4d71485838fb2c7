"""The close screen: before everybody leaves."""
