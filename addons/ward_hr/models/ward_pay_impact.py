"""Which pay runs something touches, in words; told are months and numbers of people, no amount and no name."""


def runs_in_words(env, runs):
    """``runs``: ``[(month, state, people)]``; one line each, after a heading."""
    states = dict(env["ward.pay.run"]._fields["state"]._description_selection(env))
    lines = [env._("Pay runs that it touches:")]
    for month, state, people in runs:
        what = (
            env._("paid: the difference comes as back pay in the next run")
            if state == "paid"
            else env._("compute it again")
        )
        lines.append(
            env._(
                "%(month)s (%(state)s): %(people)s people; %(what)s",
                month=month.strftime("%m/%Y"),
                state=states[state],
                people=people,
                what=what,
            )
        )
    return "\n".join(lines)
