#pragma once

// Loops over many floats are written with 16-lane vectors, which every target understands, and compiled once per
// instruction set; the loader picks. Results do not depend on the choice: lanes are added in one fixed order and
// nothing is contracted. Sanitizers run before the loader's choice is possible, so they get the plain form.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TAGBENCH_PER_CPU __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define TAGBENCH_PER_CPU
#endif

namespace engine::embed {

inline constexpr unsigned kLanes = 16;
/// Only as a local variable: passing one to a function depends on the instruction set.
typedef float FloatLanes __attribute__((vector_size(kLanes * sizeof(float))));

}  // namespace engine::embed
