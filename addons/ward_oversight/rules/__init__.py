"""Pure rules of oversight.

``score`` of a visit, ``seal`` of what was signed, ``clock`` and ``escalation`` of what is due, ``repeat`` of findings.
"""
