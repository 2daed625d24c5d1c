# tagbench_neural: LibTorch behind a Torch-free interface, opened on the engine thread. Replaced by the real rules with the models.
