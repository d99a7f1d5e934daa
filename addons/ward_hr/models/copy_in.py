import psycopg2


def copy_in(cr, query: str, blocks) -> None:
    """COPY the lines of ``blocks`` (bytes) into a table. What goes wrong while they are made is raised as it is.

    ``cr``: a cursor of Odoo; its transaction is broken after a failure, as after any.
    """
    file = _Blocks(blocks)
    try:
        cr.copy_expert(query, file, size=1 << 20)
    except psycopg2.Error:
        if file.failure:
            raise file.failure from None
        raise


class _Blocks:
    """A file of which COPY takes what it gets; b"" ends it."""

    def __init__(self, blocks):
        self._blocks, self.failure = iter(blocks), None

    def read(self, _size=-1):  # pylint: disable=method-required-super  # a file, not a model
        try:
            return next(self._blocks, b"")
        except Exception as error:
            self.failure = error
            raise
