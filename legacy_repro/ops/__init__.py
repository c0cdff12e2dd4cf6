"""What PyTensor's graph lacks, one folder an operation: the op with its gradient and its C++."""
