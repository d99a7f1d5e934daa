"""Runs inside Odoo: reckons the seals of every ward anew, a line each: name, broken run, seals by number."""

for ward, broken, seals in env["ward.pay.run"]._verify_every_ward():  # noqa: F821
    print("\t".join([ward, broken, " ".join(f"{number}:{seal}" for number, seal in seals.items())]))
