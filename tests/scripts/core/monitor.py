# Modes that watch every node: MonitorMode, NanGuardMode, and modes by name.
import numpy as np
import theano
import theano.tensor as T
from theano.compile.nanguardmode import NanGuardMode

seen = []


def inspect_outputs(i, node, fn):
    seen.append((i, bool(np.isnan(fn.outputs[0][0]).any())))


x = T.dvector('x')
f = theano.function([x], [T.log(x) * x], mode=theano.compile.MonitorMode(post_func=inspect_outputs))
f([0., 1.])
print(len(seen) > 0, any(nan for _, nan in seen))
guard = NanGuardMode(nan_is_error=True, inf_is_error=False, big_is_error=False)
g = theano.function([x], T.log(x), mode=guard)
print(g([1.]))
try:
    g([-1.])
except AssertionError as e:
    print('NaN' in str(e))
small = theano.compile.mode.get_mode('FAST_COMPILE').including('local_mul_canonizer').excluding('fusion')
h = theano.function([x], T.log(x) + 1, mode=small)
print(h([1.]))
print(sorted(name for name in theano.compile.mode.predefined_modes if name in ('FAST_RUN', 'FAST_COMPILE')))
print(isinstance(theano.compile.get_default_mode(), theano.Mode))
