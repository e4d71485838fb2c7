"""What may leave: types built for one named audience, which cannot hold anyone else's text."""
