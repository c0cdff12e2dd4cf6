"""The networks as scripts of the time had them, in names of Theano's and Lasagne's alone.

Ours and the original run the same two files.
"""
