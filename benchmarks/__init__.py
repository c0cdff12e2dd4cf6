"""What each backend costs: the time to compile, of a training step and of an epoch, side by side.

    python -m benchmarks [--backends c,numba,jax] [--networks mlp,cnn-50,cnn-500]
        [--starts N] [--rounds N] [--data-sizes] [--out DIR]

Run it with the project's folder as working directory. Every backend computes in processes of its
own, which take turns of half a second, so that a noisy machine hurts all alike; what is printed are
medians. The tables and all numbers are also left in DIR, as table.md and results.json. All of it
takes about half an hour, most of which Numba compiles; --starts 0 measures the training alone.

OMP_NUM_THREADS (default: one a core) is the number of threads of all, unless NUMBA_NUM_THREADS or
NPROC, which XLA honours, say otherwise.
"""
