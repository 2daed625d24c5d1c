#include "engine/checkpoint/onnx_writer.h"

#include <utility>

#include "engine/core/error.h"

namespace engine::checkpoint
{

namespace
{

// The wire format of protocol buffers and the field numbers of onnx.proto3 (https://github.com/onnx/onnx).

std::string varint(std::uint64_t value)
{
    std::string bytes;
    for (; value >= 0x80; value >>= 7)
        bytes += static_cast<char>(value | 0x80);
    return bytes + static_cast<char>(value);
}

std::string number(int field, std::int64_t value)
{
    return varint(static_cast<std::uint64_t>(field) << 3) + varint(static_cast<std::uint64_t>(value));
}

std::string piece(int field, const std::string& bytes)
{
    return varint(static_cast<std::uint64_t>(field) << 3 | 2) + varint(bytes.size()) + bytes;
}

constexpr int kFloat = 1, kInt64 = 7;                 // TensorProto.DataType
constexpr int kIntAttribute = 2, kIntsAttribute = 7;  // AttributeProto.AttributeType
constexpr int kOperatorSet = 11, kIrVersion = 6;

std::string attributeProto(const OnnxWriter::Attribute& attribute)
{
    std::string bytes = piece(1, attribute.name);
    for (const auto value : attribute.ints)
        bytes += number(attribute.list ? 8 : 3, value);
    return bytes + number(20, attribute.list ? kIntsAttribute : kIntAttribute);
}

std::string tensorProto(const TensorBytes& tensor)
{
    std::string bytes;
    for (const auto size : tensor.shape)
        bytes += number(1, size);
    bytes += number(2, tensor.dtype == DType::Int64 ? kInt64 : kFloat) + piece(8, tensor.name);
    return bytes + piece(9, std::string(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size()));
}

std::string valueInfo(const std::string& name, const std::vector<std::int64_t>& shape)
{
    std::string dimensions;
    for (std::size_t i = 0; i < shape.size(); ++i)
        dimensions += piece(1, shape[i] >= 0 ? number(1, shape[i]) : piece(2, i == 0 ? "batch" : "frames"));
    return piece(1, name) + piece(2, piece(1, number(1, kFloat) + piece(2, dimensions)));
}

}  // namespace

OnnxWriter::OnnxWriter(std::string graphName, std::span<const TensorBytes> state, std::string input,
                       std::vector<std::int64_t> inputShape)
    : m_name(std::move(graphName)), m_input(std::move(input)), m_inputShape(std::move(inputShape))
{
    for (const auto& tensor : state)
        m_state.emplace(tensor.name, &tensor);
}

const TensorBytes& OnnxWriter::tensor(const std::string& name) const
{
    const auto found = m_state.find(name);
    if (found == m_state.end()) throw Error(ErrorCode::Mismatch, name, "is not among the weights");
    return *found->second;
}

const std::vector<std::int64_t>& OnnxWriter::shapeOf(const std::string& name) const
{
    return tensor(name).shape;
}

std::string OnnxWriter::weight(const std::string& name)
{
    if (!m_weights.contains(name)) {
        const auto& found = tensor(name);
        if (found.dtype != DType::Float32) throw Error(ErrorCode::Unsupported, name, "float32 is wanted");
        m_weights.emplace(name, tensorProto(found));
    }
    return name;
}

std::string OnnxWriter::node(const std::string& operation, const std::vector<std::string>& inputs,
                             const std::vector<Attribute>& attributes)
{
    const auto output = "value" + std::to_string(++m_count);
    std::string bytes;
    for (const auto& input : inputs)
        bytes += piece(1, input);
    bytes += piece(2, output) + piece(4, operation);
    for (const auto& attribute : attributes)
        bytes += piece(5, attributeProto(attribute));
    m_nodes += piece(1, bytes);
    return output;
}

std::string OnnxWriter::finish(const std::string& output, const std::string& outputName, std::int64_t tags,
                               const std::map<std::string, std::string>& metadata)
{
    m_nodes += piece(1, piece(1, output) + piece(2, outputName) + piece(4, "Identity"));
    std::string graph = m_nodes + piece(2, m_name);
    for (const auto& [name, bytes] : m_weights)
        graph += piece(5, bytes);
    graph += piece(11, valueInfo(m_input, m_inputShape)) + piece(12, valueInfo(outputName, {-1, tags}));
    std::string model = number(1, kIrVersion) + piece(2, "tagbench") + piece(7, graph) +
                        piece(8, piece(1, "") + number(2, kOperatorSet));
    for (const auto& [key, value] : metadata)
        model += piece(14, piece(1, key) + piece(2, value));
    return model;
}

}  // namespace engine::checkpoint
