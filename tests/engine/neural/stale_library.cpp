// What a neural library of another version looks like to the loader: it must be refused before anything else is called.
extern "C" __attribute__((visibility("default"))) int tagbench_neural_abi()
{
    return -1;
}

extern "C" __attribute__((visibility("default"))) void* tagbench_neural_make()
{
    __builtin_trap();
}
