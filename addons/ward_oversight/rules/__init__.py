"""Pure rules of oversight: ``score`` of a visit, ``seal`` of what was signed."""
