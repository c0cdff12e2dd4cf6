"""A RandomState as a vector of 32-bit words, which compiled code can hold and pass on.

The words: 624 of the key, the position in it, whether a second Gaussian waits, and that Gaussian,
a double in two words.
"""

import numpy as np

KEY, WORDS = 624, 628

_spare = []  # RandomStates to draw with: to seed a new one takes as long as a thousand draws


def pack(state):
    """Return the words of a RandomState: uint32, of shape (WORDS,).

    Raises TypeError if it draws from another generator than MT19937.
    """
    content = state.get_state(legacy=False)
    if content["bit_generator"] != "MT19937":
        raise TypeError(f"only a RandomState of MT19937 can be compiled, not {state!r}")
    generator, gauss = content["state"], np.array([content["gauss"]])
    counts = np.array([generator["pos"], content["has_gauss"]], "uint32")
    return np.concatenate([generator["key"], counts, gauss.view("uint32")])


def unpack(words, state=None):
    """Return a new RandomState of these words, or the given one put into their state."""
    state = np.random.RandomState() if state is None else state
    gauss = words[KEY + 2 :].view("float64")[0]
    state.set_state(("MT19937", words[:KEY], int(words[KEY]), int(words[KEY + 1]), gauss))
    return state


def draw(op, words, size, params):
    """Return the words after a draw by ``op``, a `Draw`, and the sample."""
    state = unpack(words, _spare.pop() if _spare else None)
    sample = op.sample(state, size, params)
    after = pack(state)
    _spare.append(state)
    return after, sample
