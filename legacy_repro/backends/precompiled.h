// What PyTensor's generated C++ includes, and what of it g++ would compile in each module anew.

// PyTensor's probes of the compiler have no folder to include Python.h from.
#if __has_include(<Python.h>)

#include <Python.h>

#include <math.h>
#include <numpy/arrayobject.h>
#include <numpy/arrayscalars.h>
#include <numpy/npy_math.h>

#include <algorithm>
#include <vector>

namespace std {

// Elemwise sorts the axes of an array by their strides: two to four pairs, no two of them equal.
// The general sort is a fifth of what g++ compiles in each such module. This one works on plain
// pointers, as templates used here would be compiled in all modules.
template <>
inline void sort(vector<pair<int, npy_intp>>::reverse_iterator first,
                 vector<pair<int, npy_intp>>::reverse_iterator last) {
    using Pair = pair<int, npy_intp>;
    Pair *low = last.base().base(), *high = first.base().base();
    for (Pair* end = low; end != high; ++end)
        for (Pair* i = end; i != low; --i) {
            const int stride = i->first;
            const npy_intp axis = i->second;
            if (stride < i[-1].first || (stride == i[-1].first && axis < i[-1].second)) break;
            i->first = i[-1].first, i->second = i[-1].second;
            i[-1].first = stride, i[-1].second = axis;
        }
}

}  // namespace std

#endif
