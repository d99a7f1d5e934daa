"""Every string that a user can see has its Vietnamese."""

import importlib.util
import pathlib
import re

import polib

from odoo.tests import TransactionCase, tagged

ROOT = pathlib.Path(__file__).parent.parent


def _translations():
    path = ROOT / "config" / "translations.py"
    spec = importlib.util.spec_from_file_location("ward_translations", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    def test_every_visible_string_has_its_vietnamese(self):
        translations = _translations()
        for addon in translations.ADDONS:
            with self.subTest(addon=addon):
                catalogue = polib.pofile(str(ROOT / "addons" / addon / "i18n/vi.po"))
                known = {entry.msgid for entry in catalogue if entry.msgstr}
                missing = [
                    entry.msgid
                    for entry in translations.terms(self.env, addon)
                    if entry.msgid not in known
                    and translations.needs_translation(entry.msgid)
                ]
                self.assertFalse(
                    missing, f"{len(missing)} strings of {addon} lack Vietnamese"
                )

    def test_a_translation_keeps_the_placeholders_of_its_source(self):


        placeholder = re.compile(r"%\(\w+\)[sdf]|%[sd]")
        for addon in _translations().ADDONS:
            for entry in polib.pofile(str(ROOT / "addons" / addon / "i18n/vi.po")):
                if entry.msgstr:
                    with self.subTest(addon=addon, source=entry.msgid):
                        self.assertEqual(
                            sorted(placeholder.findall(entry.msgid)),
                            sorted(placeholder.findall(entry.msgstr)),
                        )
