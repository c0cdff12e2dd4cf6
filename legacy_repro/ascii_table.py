"""Tables as plain text, the same on a terminal, in a pipe and in a file."""

from io import StringIO


def table(header, rows, numbers=()):
    """Return a table in ASCII, as wide as it has to be.

    header: the names of the columns. rows: lists of text. numbers: which columns, by their names,
    are flush right.
    """
    # Imported here: most scripts print no table.
    from rich.box import ASCII
    from rich.console import Console
    from rich.table import Table

    table = Table(*header, box=ASCII)
    for column in table.columns:
        column.justify = "right" if column.header in numbers else "left"
    for row in rows:
        table.add_row(*row)
    text = StringIO()
    # No look at the terminal, its width, its colours; text is no markup.
    Console(
        file=text,
        width=10**6,
        color_system=None,
        force_terminal=False,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
    ).print(table)
    return text.getvalue().rstrip("\n")
