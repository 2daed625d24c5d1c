#include "engine/models/torch_model.h"

#include <algorithm>
#include <utility>

#include "engine/core/error.h"
#include "engine/models/attribution.h"
#include "engine/models/guarded.h"
#include "engine/models/low_precision.h"
#include "engine/models/state.h"

namespace engine::models
{

namespace
{

std::string framesText(const InputShape& shape)
{
    if (shape.maxFrames == shape.minFrames) return std::to_string(shape.minFrames);
    if (shape.maxFrames > 0) return std::to_string(shape.minFrames) + " to " + std::to_string(shape.maxFrames);
    return std::to_string(shape.minFrames) + " or more";
}

}  // namespace

std::shared_ptr<Network> makeNetwork(const std::string& arch, std::size_t tags, std::uint64_t seed)
{
    if (tags == 0) throw Error(ErrorCode::InvalidArgument, arch, "needs at least one tag");
    const auto id = arch.substr(0, arch.find(':'));
    const auto variant = id.size() < arch.size() ? arch.substr(id.size() + 1) : std::string();
    std::string known;
    for (const auto* entry : modelRegistry()) {
        known += (known.empty() ? "" : ", ") + std::string(entry->id);
        if (id != entry->id) continue;
        torch::manual_seed(seed);
        return entry->make(static_cast<std::int64_t>(tags), variant);
    }
    throw Error(ErrorCode::NotFound, arch, "no such architecture; there are " + known);
}

std::vector<float> hostValues(const torch::Tensor& tensor)
{
    const auto host = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    return {host.data_ptr<float>(), host.data_ptr<float>() + host.numel()};
}

torch::Tensor inputTensor(const Network& network, const neural::InputBatch& input, const torch::Device& device)
{
    const auto shape = network.inputShape();
    const auto mels = static_cast<std::int64_t>(input.mels);
    const auto frames = static_cast<std::int64_t>(input.frames);
    if (shape.mels == 1 && mels != 1)
        throw Error(ErrorCode::Mismatch, "input",
                    "a waveform (1 band) wanted, " + std::to_string(mels) + " bands found");
    if (mels != shape.mels || frames < shape.minFrames || (shape.maxFrames > 0 && frames > shape.maxFrames))
        throw Error(ErrorCode::Mismatch, "input",
                    std::to_string(shape.mels) + " bands and " + framesText(shape) + " frames wanted, " +
                        std::to_string(mels) + " bands and " + std::to_string(frames) + " frames found");
    if (input.batch == 0 || input.values.size() != input.batch * input.mels * input.frames)
        throw Error(ErrorCode::Mismatch, "input", "the number of values is not batch x bands x frames");
    // from_blob wants a mutable pointer; the copy below is the only reader.
    auto* values = const_cast<float*>(input.values.data());
    return torch::from_blob(values, {static_cast<std::int64_t>(input.batch), 1, mels, frames}, torch::kFloat32)
        .to(device, torch::kFloat32, /*non_blocking=*/false, /*copy=*/true);
}

TorchModel::TorchModel(std::string arch, std::size_t tags, std::uint64_t seed)
    : m_arch(std::move(arch)), m_tags(tags), m_network(makeNetwork(m_arch, tags, seed))
{
    m_network->eval();
}

std::int64_t TorchModel::parameterCount() const
{
    std::int64_t count = 0;
    for (const auto& parameter : m_network->parameters())
        count += parameter.numel();
    return count;
}

void TorchModel::to(const std::string& deviceId)
{
    guarded([&] { m_network->to(torch::Device(deviceId)); });
    m_device = deviceId;
}

void TorchModel::setPrecision(neural::Precision precision)
{
    if (precision == neural::Precision::Bfloat16) requireBfloat16(m_device);
    m_precision = precision;
}

void TorchModel::checkLayers(std::span<const std::string> wanted) const
{
    const auto known = m_network->layers();
    for (const auto& layer : wanted) {
        if (std::find(known.begin(), known.end(), layer) != known.end()) continue;
        std::string list;
        for (const auto& name : known)
            list += (list.empty() ? "" : ", ") + name;
        throw Error(ErrorCode::NotFound, layer, "no such layer in " + m_arch + "; there are " + list);
    }
}

neural::ForwardResult TorchModel::forward(const neural::InputBatch& input, std::span<const std::string> layers)
{
    checkLayers(layers);
    return guarded([&] {
        const torch::NoGradGuard noGrad;
        const LowPrecision low(m_precision == neural::Precision::Bfloat16, torch::Device(m_device).type());
        Taps taps;
        for (const auto& layer : layers)
            taps.want(layer);
        const auto logits = m_network->forward(inputTensor(*m_network, input, torch::Device(m_device)), taps);
        neural::ForwardResult result{hostValues(logits), {}};
        for (const auto& layer : layers)
            result.activations.push_back({layer, taps.taken(layer).sizes().vec(), hostValues(taps.taken(layer))});
        return result;
    });
}

void TorchModel::settleStatistics(const neural::InputBatch& input)
{
    guarded([&] {
        const torch::NoGradGuard noGrad;
        const auto x = inputTensor(*m_network, input, torch::Device(m_device));
        const auto modules = m_network->modules(/*include_self=*/false);
        // Layer by layer depends on what is before it, so once through with a momentum of 1: the batch's own statistics.
        std::vector<std::pair<c10::optional<double>*, c10::optional<double>>> before;
        const auto takeAll = [&](auto& options) {
            before.emplace_back(&options.momentum(), options.momentum());
            options.momentum(1.0);
        };
        for (const auto& module : modules) {
            if (auto* one = module->as<torch::nn::BatchNorm1d>()) takeAll(one->options);
            if (auto* two = module->as<torch::nn::BatchNorm2d>()) takeAll(two->options);
        }
        Taps taps;
        m_network->train();
        m_network->forward(x, taps);
        m_network->eval();
        for (auto& [momentum, value] : before)
            *momentum = value;
    });
}

neural::Gradients TorchModel::gradients(const neural::InputBatch& input, std::span<const float> targets)
{
    if (targets.size() != input.batch * m_tags)
        throw Error(ErrorCode::Mismatch, "targets", "the number of values is not batch x tags");
    return guarded([&] {
        const torch::Device device(m_device);
        Taps taps;
        const auto logits = m_network->forward(inputTensor(*m_network, input, device), taps);
        auto* values = const_cast<float*>(targets.data());
        const auto wanted = torch::from_blob(values, logits.sizes(), torch::kFloat32).to(device);
        const auto loss = torch::binary_cross_entropy_with_logits(logits, wanted);
        const auto derivatives = torch::autograd::grad({loss}, m_network->parameters());

        neural::Gradients result{loss.item<double>(), {}};
        const auto names = m_network->named_parameters();
        for (std::size_t i = 0; i < derivatives.size(); ++i)
            result.parameters.push_back({names[i].key(), derivatives[i].sizes().vec(), hostValues(derivatives[i])});
        return result;
    });
}

std::vector<std::string> TorchModel::attributionMethods() const
{
    std::vector<std::string> ids;
    for (const auto* entry : attributionRegistry())
        if (entry->fits(*m_network)) ids.emplace_back(entry->id);
    return ids;
}

neural::Attribution TorchModel::attribute(const neural::InputBatch& input, const neural::AttributionQuestion& question)
{
    const auto& entry = attributionEntry(question.method);
    if (!entry.fits(*m_network)) {
        std::string list;
        for (const auto& id : attributionMethods())
            list += (list.empty() ? "" : ", ") + id;
        throw Error(ErrorCode::Unsupported, m_arch, "cannot be asked for " + question.method + "; there are " + list);
    }
    if (question.tag >= m_tags)
        throw Error(ErrorCode::InvalidArgument, std::to_string(question.tag),
                    "no such tag; the model has " + std::to_string(m_tags));
    if (!question.silence.empty() && question.silence.size() != input.mels)
        throw Error(ErrorCode::Mismatch, "silence", "the number of values is not the number of bands");
    return guarded([&] {
        return entry.look(*m_network, inputTensor(*m_network, input, torch::Device(m_device)), question);
    });
}

std::vector<checkpoint::TensorBytes> TorchModel::state() const
{
    return guarded([&] { return exportState(*m_network); });
}

void TorchModel::load(std::span<const checkpoint::TensorBytes> state, bool skipHead)
{
    guarded([&] { importState(*m_network, state, skipHead); });
}

void TorchModel::fillDeterministic()
{
    guarded([&] { fillDeterministically(*m_network); });
}

}  // namespace engine::models
