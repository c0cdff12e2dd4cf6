r"""String literals: `ur""` is no more, and `\u`, `\U`, `\N` were plain text outside `u""`."""

import re

from fissix.pgen2 import token

_LITERAL = re.compile(r"([a-zA-Z]*)(.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\([\s\S])")


def fix(tree):
    """Rewrite string literals that Python 3 reads otherwise."""
    all_unicode = "unicode_literals" in tree.future_features
    for leaf in tree.leaves():
        if leaf.type != token.STRING:
            continue
        kind, text = _LITERAL.fullmatch(leaf.value).groups()
        if kind.lower() == "ur":
            leaf.value = f"r{text}"
        elif kind == "" and not all_unicode and "\\" in text:
            leaf.value = _ESCAPE.sub(_plain, text)


def _plain(escape):
    return f"\\{escape[0]}" if escape[1] in "uUN" else escape[0]
