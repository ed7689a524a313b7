"""An attacker with one dump of the database, and designs of a ballot box that do not withstand them.

`dump` is what they have, `finding` every order and value in it, `guessing` what they make of that. They know the
code of the portal and the names of the two tables, and as the strongest case who voted after whom. `scoring` is
the test's own: it knows the truth. `elections` and `designs` are what is attacked.
"""
