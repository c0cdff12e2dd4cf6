"""The networks that are trained, one file each; they use names of Theano's and Lasagne's alone.

Each has ``training(batch_size, ...)``, which builds the graph and returns a function; that compiles
the training step and returns it: a function of nothing that trains on the next batch of random
images and returns the loss.
"""

# Name: the file, and how many images a step is given.
NETWORKS = {"mlp": ("mlp", 20), "cnn-50": ("cnn", 50), "cnn-500": ("cnn", 500)}
