#include "engine/models/devices.h"

#include <torch/torch.h>

#include <charconv>
#include <cmath>
#include <string>

#include "engine/core/error.h"
#include "engine/neural/cuda_driver.h"

namespace engine::models
{

using neural::Device;

namespace
{

constexpr const char* kHowToGetCuda =
    "a CUDA card is there, but this LibTorch computes on the CPU only; run packaging/run --libtorch DIR with an "
    "unpacked "
    "CUDA build of LibTorch (cxx11 ABI) from pytorch.org";

Device cpu()
{
    const int threads = at::get_num_threads();
    return {"cpu", "CPU, " + std::to_string(threads) + (threads == 1 ? " thread" : " threads"), ""};
}

/// Empty if a kernel runs on the card, else LibTorch's reason (driver too old, card too new, ...).
std::string whyUnusable(int number)
{
    try {
        const auto probe = torch::ones({2, 2}, torch::Device(torch::kCUDA, static_cast<c10::DeviceIndex>(number)));
        return probe.sum().item<float>() == 4.0f ? "" : "the card computes wrongly";
    } catch (const c10::Error& error) {
        return error.what_without_backtrace();
    }
}

Device cudaDevice(int number)
{
    const auto cards = neural::cudaCards();
    const auto index = static_cast<std::size_t>(number);
    std::string description = "CUDA card " + std::to_string(number);
    if (index < cards.size())
        description = cards[index].name + ", " +
                      std::to_string(std::lround(static_cast<double>(cards[index].memoryBytes) / 0x1p30)) + " GB";
    return {"cuda:" + std::to_string(number), description, ""};
}

int cudaCount()
{
    return torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0;
}

Device wantedCuda(std::string_view wanted)
{
    int number = 0;
    if (wanted != "cuda") {
        const auto digits = wanted.substr(5);
        const auto* end = digits.data() + digits.size();
        if (const auto parsed = std::from_chars(digits.data(), end, number);
            parsed.ec != std::errc() || parsed.ptr != end || number < 0)
            throw Error(ErrorCode::InvalidArgument, std::string(wanted),
                        "not a device; auto, cpu, cuda or cuda:N wanted");
    }
    const int count = cudaCount();
    if (count == 0)
        throw Error(ErrorCode::Device, std::string(wanted),
                    neural::cudaCards().empty() ? "no CUDA card and driver were found" : kHowToGetCuda);
    if (number >= count)
        throw Error(ErrorCode::Device, std::string(wanted),
                    "there are " + std::to_string(count) + " CUDA cards, counted from 0");
    if (const auto reason = whyUnusable(number); !reason.empty())
        throw Error(ErrorCode::Device, std::string(wanted), reason);
    return cudaDevice(number);
}

}  // namespace

std::vector<Device> devices()
{
    std::vector<Device> found{cpu()};
    for (int number = 0; number < cudaCount(); ++number)
        if (whyUnusable(number).empty()) found.push_back(cudaDevice(number));
    return found;
}

Device resolveDevice(std::string_view wanted)
{
    if (wanted == "cpu") return cpu();
    if (wanted == "cuda" || wanted.starts_with("cuda:")) return wantedCuda(wanted);
    if (wanted != "auto")
        throw Error(ErrorCode::InvalidArgument, std::string(wanted), "not a device; auto, cpu, cuda or cuda:N wanted");
    const int count = cudaCount();
    for (int number = 0; number < count; ++number)
        if (whyUnusable(number).empty()) return cudaDevice(number);
    auto device = cpu();
    if (count > 0)
        device.note = "computing on the CPU: " + whyUnusable(0);
    else if (!neural::cudaCards().empty())
        device.note = std::string("computing on the CPU: ") + kHowToGetCuda;
    return device;
}

}  // namespace engine::models
