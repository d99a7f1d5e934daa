"""What an installation needs from PostgreSQL before, and gives back after."""

from .models.trigger import drop_triggers


def pre_init_hook(env):
    """``btree_gist`` lets one exclusion constraint compare a task and a span of days."""
    env.cr.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


def post_init_hook(env):
    """Our checklists and legal bases have words of ward_hr's mixin: its translations, read before they existed."""
    env.ref("base.module_ward_hr")._update_translations()


def uninstall_hook(env):
    """Sealed rows would refuse to be deleted with the addon: lift the seals first."""
    drop_triggers(env, "ward_oversight")
