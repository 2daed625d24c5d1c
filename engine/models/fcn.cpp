#include "engine/models/dropout.h"
#include "engine/models/network.h"
#include "engine/models/square_trunk.h"

namespace engine::models
{

namespace fcn
{

/// Fully convolutional network of Choi, Fazekas, Sandler (2016), arXiv 1606.00298, in the form of Won et al. (2020).
/// Five 3x3 blocks, each pooled until one value a filter is left; hence 1280..2559 frames.
class Net : public Network
{
public:
    explicit Net(std::int64_t tags)
        : m_trunk(*this, {{64, 2, 4}, {128, 2, 4}, {128, 2, 4}, {128, 3, 5}, {64, 4, 4}}),
          m_dense(register_module("dense", torch::nn::Linear(m_trunk.filters(), tags)))
    {
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = m_trunk.forward(x, taps).flatten(1);
        taps.offer("embedding", x);
        return m_dense(dropped(x, 0.5, is_training()));
    }

    InputShape inputShape() const override { return {96, 1280, 2559}; }
    std::vector<std::string> layers() const override { return numberedLayers({"spec_bn"}, 5, {"embedding"}); }
    Attributable attributable() const override { return {"layer3", 64}; }
    std::string head() const override { return "dense"; }

private:
    SquareTrunk m_trunk;
    torch::nn::Linear m_dense;
};

}  // namespace fcn

extern const ModelEntry fcn_entry;
const ModelEntry fcn_entry{"fcn", makeOnly<fcn::Net>};

}  // namespace engine::models
