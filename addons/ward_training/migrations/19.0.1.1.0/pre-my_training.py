"""My training became a page of its own: the old action leaves it the address."""


def migrate(cr, version):
    cr.execute("DELETE FROM ir_act_server WHERE path = 'my-training'")
    cr.execute("DELETE FROM ir_model_data WHERE module = 'ward_training' AND name = 'ward_my_training_action'")
