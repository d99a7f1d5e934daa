"""The set-up of Ward ERP: standard library only, one noun a file.

``command`` says what each ``make`` target does; everything else is what it is made of:

* ``folders`` where things lie, ``say`` what the user reads, ``refusal`` why something cannot be done,
  ``process`` how programs are started and ended;
* ``archive`` and ``package`` the Debian archive and what is unpacked from it, ``source`` where Odoo is,
  ``environment`` the virtual environment, ``library`` what it needs of the system, ``chromium`` the browser;
* ``connection`` how a PostgreSQL is reached, ``postgres`` the one of this clone, ``database`` one database,
  ``addon`` our addons and their fingerprint, ``building`` how databases come to be, ``server`` Odoo itself;
* ``check`` tests and lint, ``bench`` benchmarks. ``inside/`` are scripts that run inside Odoo.
"""
