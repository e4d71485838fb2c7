"""Questions: read only, one frozen row type per screen."""
