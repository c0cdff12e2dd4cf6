"""The folder of CUDA's compiled module, which has the same name."""
