#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"

namespace engine::checkpoint
{

/// Builds an ONNX model (operator set 11) from a state dictionary, node by node. A value is named by the text that the
/// functions take and give; weights are named as in the state and kept once. Throws Error{Mismatch} for a tensor that
/// the state does not hold.
class OnnxWriter
{
public:
    struct Attribute {
        std::string name;
        std::vector<std::int64_t> ints;  ///< one: an integer, unless `list`
        bool list = true;
    };

    /// input: its name and shape; -1 = any size.
    OnnxWriter(std::string graphName, std::span<const TensorBytes> state, std::string input,
               std::vector<std::int64_t> inputShape);

    /// Appends a node; gives the name of its output.
    std::string node(const std::string& operation, const std::vector<std::string>& inputs,
                     const std::vector<Attribute>& attributes = {});
    /// A tensor of the state as an input of nodes.
    std::string weight(const std::string& name);
    const std::vector<std::int64_t>& shapeOf(const std::string& name) const;
    bool has(const std::string& name) const { return m_state.contains(name); }

    /// The file's bytes, with `output` renamed to `outputName` and these entries as metadata.
    std::string finish(const std::string& output, const std::string& outputName, std::int64_t tags,
                       const std::map<std::string, std::string>& metadata);

private:
    const TensorBytes& tensor(const std::string& name) const;

    std::string m_name, m_input;
    std::vector<std::int64_t> m_inputShape;
    std::map<std::string, const TensorBytes*> m_state;
    std::map<std::string, std::string> m_weights;  ///< name -> encoded tensor
    std::string m_nodes;                           ///< encoded
    int m_count = 0;
};

}  // namespace engine::checkpoint
