#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace engine::neural
{

/// A card as its driver names it; the order is that of CUDA device numbers.
struct CudaCard {
    std::string name;
    std::uint64_t memoryBytes = 0;
    int computeMajor = 0;  ///< of its compute capability; 0 = the driver does not tell
};

/// Asks libcuda.so.1 if it is there: no toolkit, no LibTorch. Empty without a driver or a card. CUDA_VISIBLE_DEVICES
/// counts.
std::vector<CudaCard> cudaCards();

}  // namespace engine::neural
