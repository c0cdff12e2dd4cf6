"""How fast these networks train and predict here, on each backend and with the peers, side by side.

    python -m benchmarks [--backends c,numba,jax] [--networks mlp,mlp-800,cnn-50,...]
        [--peers theano,torch,keras,plain-jax,numpy] [--theano PYTHON] [--peers-python PYTHON]
        [--starts N] [--rounds N] [--growth] [--data-sizes] [--out DIR]

Run it with the project's folder as working directory. A peer is the original Theano, PyTorch, Keras
on TensorFlow, JAX or NumPy by hand; --theano, --torch, --keras, --plain-jax and --numpy say which
Python interpreter has it, --peers-python which one has all others. What is not there is named, with
the line that installs it, and left out; --peers '' measures ours alone.

Everything computes on the CPU, in processes of its own, which take turns of half a second, so that
a noisy machine hurts all alike; what is printed are medians. Tables, pictures and all numbers are
left in DIR: table.md, speed.png, growth.png, results.json. All networks with all peers take an hour
or two, most of which is compiling; four networks with --starts 0, which measures no compilation and
uses the compiled code that is on the disk, took 11 minutes on two idle cores.

OMP_NUM_THREADS (default: one a core) is the number of threads of all, unless NUMBA_NUM_THREADS or
NPROC, which XLA honours, say otherwise.
"""
