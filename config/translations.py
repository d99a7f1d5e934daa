"""Bring ``addons/*/i18n/vi.po`` up to date with the terms of the installed addons.

Read by ``make translate``, which pipes it into the Odoo shell: there ``env`` is known.
What is translated already stays; new terms come in with an empty translation; terms
that no longer exist go. Prints what is still untranslated, addon by addon.
"""

import io
import os
import pathlib

import polib

from odoo.tools.translate import trans_export

# Those that the database has: the bridges are in one of their own.
ADDONS = os.environ.get("WARD_ADDONS", "ward_hr ward_training ward_oversight").split()
HEADER = {
    "Project-Id-Version": "Ward ERP",
    "Language": "vi",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
VIETNAMESE = set(
    "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)


def terms(env, addon):
    """Every term of ``addon`` that a user can see, as a ``polib.POFile``."""
    buffer = io.BytesIO()
    trans_export("vi_VN", [addon], buffer, "po", env)
    return polib.pofile(buffer.getvalue().decode())


def needs_translation(term):
    """A term with words that are not Vietnamese already."""
    return any(map(str.isalpha, term)) and not VIETNAMESE & set(term.lower())


def memory(*paths):
    """What the given files translate, by source term; earlier files win."""
    known = {}
    for path in paths:
        if path.exists():
            for entry in polib.pofile(str(path)):
                if entry.msgstr:
                    known.setdefault(entry.msgid, entry.msgstr)
    return known


def refresh(env, addon, folder, *more):
    """Rewrite ``folder/i18n/vi.po``; the terms that still lack a translation."""
    path = folder / "i18n" / "vi.po"
    known = memory(path, *more)
    catalogue = terms(env, addon)
    for entry in catalogue:
        entry.msgstr = known.get(entry.msgid, entry.msgstr)
    catalogue.header = ""
    catalogue.metadata = HEADER
    catalogue.wrapwidth = 0
    path.parent.mkdir(exist_ok=True)
    catalogue.save(str(path))
    return [
        entry.msgid
        for entry in catalogue
        if not entry.msgstr and needs_translation(entry.msgid)
    ]


if "env" in globals():
    for addon in ADDONS:
        # WARD_MEMORY: further files to take translations from, separated by colons
        more = [
            pathlib.Path(name)
            for name in os.environ.get("WARD_MEMORY", "").split(":")
            if name
        ]
        missing = refresh(env, addon, pathlib.Path("addons") / addon, *more)  # noqa: F821
        print(f"{addon}: {len(missing)} terms without Vietnamese")
        for term in missing:
            print("   ", term.replace("\n", " ")[:150])
