"""The guided path of a new engagement, six steps from the parties to a first agenda (E6)."""
