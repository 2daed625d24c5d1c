#include "engine/neural/onnx_export.h"

#include <utility>

#include "engine/checkpoint/onnx_writer.h"
#include "engine/core/error.h"
#include "engine/neural/model_card.h"

namespace engine::neural
{

namespace
{

using checkpoint::OnnxWriter;
using Sizes = std::vector<std::int64_t>;

/// Blocks of the networks of engine/models, written as ONNX nodes.
class Blocks
{
public:
    explicit Blocks(OnnxWriter& out) : m_out(out) {}

    std::string conv(const std::string& x, const std::string& name, const Sizes& stride, const Sizes& padding)
    {
        const auto& shape = m_out.shapeOf(name + ".weight");
        Sizes both = padding;  // begins, then ends
        both.insert(both.end(), padding.begin(), padding.end());
        return m_out.node(
            "Conv", {x, m_out.weight(name + ".weight"), m_out.weight(name + ".bias")},
            {{"kernel_shape", Sizes(shape.begin() + 2, shape.end())}, {"strides", stride}, {"pads", both}});
    }
    std::string norm(const std::string& x, const std::string& name)
    {
        return m_out.node("BatchNormalization",
                          {x, m_out.weight(name + ".weight"), m_out.weight(name + ".bias"),
                           m_out.weight(name + ".running_mean"), m_out.weight(name + ".running_var")});
    }
    std::string relu(const std::string& x) { return m_out.node("Relu", {x}); }
    std::string pool(const std::string& x, const Sizes& size)
    {
        return m_out.node("MaxPool", {x}, {{"kernel_shape", size}, {"strides", size}});
    }
    /// Largest ("MaxPool") or mean ("AveragePool") value over all `bands`, whose axis is taken away. As poolings, not
    /// as reductions: readers of small devices know those better.
    std::string overBands(const char* operation, const std::string& x, std::int64_t bands)
    {
        const auto pooled = m_out.node(operation, {x}, {{"kernel_shape", {bands, 1}}, {"strides", {bands, 1}}});
        return m_out.node("Squeeze", {pooled}, {{"axes", {2}}});
    }
    /// "GlobalMaxPool" or "GlobalAveragePool" over all that follows batch and channels.
    std::string overAll(const char* operation, const std::string& x)
    {
        return m_out.node("Flatten", {m_out.node(operation, {x})});
    }
    std::string dense(const std::string& x, const std::string& name)
    {
        return m_out.node("Gemm", {x, m_out.weight(name + ".weight"), m_out.weight(name + ".bias")},
                          {{"transB", {1}, false}});
    }
    std::string block(const std::string& x, const std::string& name, const Sizes& stride, const Sizes& padding)
    {
        return relu(norm(conv(x, name + ".conv", stride, padding), name + ".bn"));
    }
    std::string hiddenHead(const std::string& x) { return dense(relu(norm(dense(x, "dense1"), "bn")), "dense2"); }

    /// spec_bn and layer1.. of 3x3 blocks, each with its pooling.
    std::string squareTrunk(const std::string& x, const std::vector<Sizes>& pools)
    {
        auto y = norm(x, "spec_bn");
        for (std::size_t i = 0; i < pools.size(); ++i)
            y = pool(block(y, "layer" + std::to_string(i + 1), {1, 1}, {1, 1}), pools[i]);
        return y;
    }
    /// conv_1, bn_1, ReLU, conv_2, bn_2 beside conv_3, bn_3.
    std::string residual(const std::string& x, const std::string& name, const Sizes& stride)
    {
        const auto inner = relu(norm(conv(x, name + ".conv_1", stride, {1, 1}), name + ".bn_1"));
        const auto y = norm(conv(inner, name + ".conv_2", {1, 1}, {1, 1}), name + ".bn_2");
        return relu(m_out.node("Add", {y, norm(conv(x, name + ".conv_3", stride, {1, 1}), name + ".bn_3")}));
    }

private:
    OnnxWriter& m_out;
};

std::string fcn(OnnxWriter& out, const std::string& x)
{
    Blocks blocks(out);
    const auto y = blocks.squareTrunk(x, {{2, 4}, {2, 4}, {2, 4}, {3, 5}, {4, 4}});
    return blocks.dense(out.node("Flatten", {y}), "dense");
}

std::string shortChunk(OnnxWriter& out, const std::string& x)
{
    Blocks blocks(out);
    const auto y = blocks.squareTrunk(x, std::vector<Sizes>(7, Sizes{2, 2}));
    return blocks.hiddenHead(blocks.overAll("GlobalMaxPool", y));
}

std::string shortRes(OnnxWriter& out, const std::string& x)
{
    Blocks blocks(out);
    auto y = blocks.norm(x, "spec_bn");
    for (int i = 1; i <= 7; ++i)
        y = blocks.residual(y, "layer" + std::to_string(i), {2, 2});
    return blocks.hiddenHead(blocks.overAll("GlobalMaxPool", y));
}

std::string musicnn(OnnxWriter& out, const std::string& x)
{
    Blocks blocks(out);
    const auto y = blocks.norm(x, "spec_bn");
    constexpr std::int64_t kBands = 96;
    const auto overBands = blocks.overBands("AveragePool", y, kBands);
    std::vector<std::string> branches;
    for (const auto* name : {"layers.0", "layers.1"}) {
        const auto left = kBands - out.shapeOf(std::string(name) + ".conv.weight")[2] + 1;
        branches.push_back(blocks.overBands("MaxPool", blocks.block(y, name, {1, 1}, {0, 3}), left));
    }
    for (const auto& [name, padding] :
         {std::pair("layers.2", 64), std::pair("layers.3", 32), std::pair("layers.4", 16)})
        branches.push_back(blocks.block(overBands, name, {1}, {padding}));
    const auto concat = [&](const std::vector<std::string>& parts) {
        return out.node("Concat", parts, {{"axis", {1}, false}});
    };
    const auto front = concat(branches);
    const auto r1 = blocks.block(front, "layer1", {1}, {3});
    const auto r2 = out.node("Add", {blocks.block(r1, "layer2", {1}, {3}), r1});
    const auto r3 = out.node("Add", {blocks.block(r2, "layer3", {1}, {3}), r2});
    const auto all = concat({front, r1, r2, r3});
    return blocks.hiddenHead(concat({blocks.overAll("GlobalMaxPool", all), blocks.overAll("GlobalAveragePool", all)}));
}

std::string sample(OnnxWriter& out, const std::string& x)
{
    Blocks blocks(out);
    auto y = blocks.block(x, "layer1", {3}, {1});
    for (int i = 2; i <= 10; ++i)
        y = blocks.pool(blocks.block(y, "layer" + std::to_string(i), {1}, {1}), {3});
    return blocks.dense(out.node("Flatten", {blocks.block(y, "layer11", {1}, {0})}), "dense");
}

std::string clmr(OnnxWriter& out, const std::string& x)
{
    Blocks blocks(out);
    auto y = x;
    for (int i = 0; i <= 10; ++i) {
        const auto name = "sequential." + std::to_string(i);
        y = blocks.relu(blocks.norm(blocks.conv(y, name + ".0", {i == 0 ? 3 : 1}, {i == 0 ? 0 : 1}), name + ".1"));
        if (i > 0 && i < 10) y = blocks.pool(y, {3});
    }
    return blocks.dense(out.node("Flatten", {y}), "fc");
}

struct Writer {
    const char* arch;
    std::string (*write)(OnnxWriter& out, const std::string& input);
    const char* head;
};
constexpr Writer kWriters[] = {
    {"fcn", fcn, "dense"},           {"musicnn", musicnn, "dense2"},    {"musicnn_msdwidth", musicnn, "dense2"},
    {"short", shortChunk, "dense2"}, {"short_res", shortRes, "dense2"}, {"sample", sample, "dense"},
    {"clmr_samplecnn", clmr, "fc"}};

}  // namespace

std::vector<std::string> onnxArchitectures()
{
    std::vector<std::string> names;
    for (const auto& writer : kWriters)
        names.emplace_back(writer.arch);
    return names;
}

std::string toOnnx(const std::string& arch, std::span<const checkpoint::TensorBytes> state,
                   const std::map<std::string, std::string>& metadata)
{
    std::string known;
    for (const auto& writer : kWriters) {
        known += (known.empty() ? "" : ", ") + std::string(writer.arch);
        if (arch != writer.arch) continue;
        const auto card = loadModelCard(arch);
        const bool waveform = card.mels == 1;
        const std::string input = waveform ? "waveform" : "melgram";
        const auto size = card.minFrames == card.maxFrames ? static_cast<std::int64_t>(card.frames) : -1;
        OnnxWriter out(arch, state, input,
                       waveform ? Sizes{-1, 1, size} : Sizes{-1, 1, static_cast<std::int64_t>(card.mels), size});
        const auto probabilities = out.node("Sigmoid", {writer.write(out, input)});
        return out.finish(probabilities, "probabilities", out.shapeOf(std::string(writer.head) + ".bias").front(),
                          metadata);
    }
    throw Error(ErrorCode::Unsupported, arch,
                "cannot be written as ONNX; these can: " + known + " (safetensors takes all)");
}

}  // namespace engine::neural
