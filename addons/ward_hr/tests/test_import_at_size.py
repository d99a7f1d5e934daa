"""Large imports: bounded memory, cancelled in the middle, killed in the middle; on real connections."""

import os
import signal
import subprocess
import sys
import time
import tracemalloc
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import get_db_name, tagged
from odoo.tools import config, mute_logger

from odoo.addons.ward_hr.models.ward_import_progress import Teller

from .import_case import CommittedImportCase

SMALL, LARGE = 10_000, 40_000
ALLOWED = 6 * 2**20  # bytes: moments and deadlines that are remembered, whatever the size of the file
CHILD = """
import odoo
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
odoo.tools.config.parse_config({options!r})
with Registry({database!r}).cursor() as cr:
    api.Environment(cr, SUPERUSER_ID, {{}})["ward.dossier.import"].browse({key}).action_import()
"""


@tagged("post_install", "-at_install")
class TestImportAtSize(CommittedImportCase):
    def test_an_import_cancelled_in_the_middle_leaves_all_as_it_was(self):
        key = self.import_of(self.lines(3 * 2000))
        told = []

        def tell(teller, fraction, call=Teller.__call__):
            told.append(fraction)
            if len(told) == 2:
                with self.connection() as beside:
                    beside["ward.dossier.import"].browse(key).action_cancel()
            call(teller, fraction)

        with patch.object(Teller, "step", 0), patch.object(Teller, "patience", 0):
            with patch.object(Teller, "__call__", tell), self.assertRaisesRegex(UserError, "was cancelled. Nothing"):
                with self.connection() as env:
                    env["ward.dossier.import"].browse(key).action_import()
            self.assertTrue(0 < told[1] < 0.4)
            self.assertEqual(len(told), 2)
        with self.connection() as env:
            self.assertEqual((self.dossiers(env), env["ward.dossier.import"].browse(key).state), (0, "ready"))

    def test_an_import_cancelled_while_it_is_merged_leaves_all_as_it_was_and_may_be_started_again(self):
        key = self.import_of(self.lines(200))
        with self.connection() as env:
            record = env["ward.dossier.import"].browse(key)

            def cancel(*_arguments):
                with self.connection() as beside:
                    beside["ward.dossier.import"].browse(key).action_cancel()
                return 0

            loader = type(env["ward.dossier.loader"])
            with patch.object(Teller, "step", 0), patch.object(Teller, "patience", 0):
                with patch.object(loader, "_update", cancel), self.assertRaisesRegex(UserError, "cancelled"):
                    record.action_import()
            env.cr.rollback()
            env.invalidate_all()
            self.assertEqual((self.dossiers(env), record.state), (0, "ready"))
            record.action_import()
            self.assertEqual(self.dossiers(env), 200)

    def test_how_far_an_import_is_is_seen_beside_it(self):
        key = self.import_of(self.lines(5 * 2000))
        seen = []

        def tell(teller, fraction, call=Teller.__call__):
            call(teller, fraction)
            with self.connection() as beside:
                seen.append(beside["ward.dossier.import"].browse(key).progress())

        with patch.object(Teller, "step", 0), patch.object(Teller, "patience", 0):
            with patch.object(Teller, "__call__", tell), self.connection() as env:
                env["ward.dossier.import"].browse(key).action_import()
        self.assertEqual(seen, sorted(seen))
        self.assertGreater(len({round(one, 2) for one in seen}), 4)
        self.assertGreaterEqual(seen[-1], 0.9)

    @mute_logger("odoo.sql_db")
    def test_a_kill_in_the_middle_leaves_nothing_and_the_file_waits_to_be_imported(self):
        key = self.import_of(self.lines(60_000))
        names = ("db_host", "db_port", "db_user", "addons_path")
        options = [f"--{name}={config[name]}" for name in names if config[name] and name != "addons_path"]
        options.append("--addons-path=" + ",".join(config["addons_path"]))
        code = CHILD.format(options=options, database=get_db_name(), key=key)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        child = subprocess.Popen([sys.executable, "-c", code], env=environment)
        try:
            self.wait_for(key, child)
        finally:
            child.send_signal(signal.SIGKILL)
            child.wait()
        self.assertEqual(child.returncode, -signal.SIGKILL)
        with self.connection() as env:
            self.assertEqual(self.dossiers(env), 0)
            record = env["ward.dossier.import"].browse(key)
            self.assertEqual(record.state, "ready")
            record.action_check()
            self.assertEqual(record.new_count, 60_000)

    def wait_for(self, key, child):
        """Until the child has noted that it has read a part of the file."""
        for _moment in range(1200):
            with self.connection() as beside:
                if beside["ward.dossier.import"].browse(key).progress() > 0:
                    return
            self.assertIsNone(child.poll(), "The import ended before it could be killed.")
            time.sleep(0.05)
        self.fail("The import did not start.")

    def test_memory_stays_flat_from_10_000_to_40_000_rows(self):
        self.import_of(self.lines(10))
        peaks = []
        for count in (SMALL, LARGE):
            key = self.import_of(self.lines(count))
            with self.connection() as env:
                record = env["ward.dossier.import"].browse(key)
                record.action_check()  # what is loaded once is loaded
                tracemalloc.start()
                record.action_import()
                peaks.append(tracemalloc.get_traced_memory()[1])
                tracemalloc.stop()
                env.cr.rollback()
        self.assertLess(peaks[1] - peaks[0], ALLOWED, [f"{peak / 2**20:.1f} MB" for peak in peaks])
