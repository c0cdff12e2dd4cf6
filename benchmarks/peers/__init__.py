"""The frameworks that are measured, a module each, and what each of them must have.

``activate(**options)`` gets it ready, and returns the device it computes on.
``training(network)`` builds the network and returns a function, which compiles the training step
and returns it: a function of nothing that trains on the next batch and returns the loss.
``prediction(network)`` likewise; its step returns the probabilities of the classes for the next
batch, dropout disabled, beginning with the first. What a step returns NumPy can convert, which
waits for it where it is still being computed.
``LIBRARIES`` names the packages whose versions matter.

A module runs in the interpreter that has its framework, so it uses what Python 3.7 has, and of
this project `benchmarks.networks` and `benchmarks.scripts` alone.
"""
