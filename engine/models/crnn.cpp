#include "engine/models/dropout.h"
#include "engine/models/network.h"
#include "engine/models/square_trunk.h"

namespace engine::models
{

namespace crnn
{

/// Convolutional recurrent network of Choi, Fazekas, Sandler, Cho (2017), arXiv 1609.04243, in the form of Won et al.
/// (2020): four 3x3 blocks leave one band, and two layers of gated recurrent units read what is left of time (96 frames
/// a step).
class Net : public Network
{
public:
    explicit Net(std::int64_t tags)
        : m_trunk(*this, {{64, 2, 2}, {128, 3, 3}, {128, 4, 4}, {128, 4, 4}}),
          m_gru(register_module(
              "layer5",
              torch::nn::GRU(torch::nn::GRUOptions(m_trunk.filters(), kHidden).num_layers(2).batch_first(true)))),
          m_dense(register_module("dense", torch::nn::Linear(kHidden, tags)))
    {
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = m_trunk.forward(x, taps).squeeze(2).transpose(1, 2);
        x = std::get<0>(m_gru(x));
        taps.offer("layer5", x);
        x = x.select(1, -1);
        taps.offer("embedding", x);
        return m_dense(dropped(x, 0.5, is_training()));
    }

    InputShape inputShape() const override { return {96, 96, 0}; }
    std::vector<std::string> layers() const override { return numberedLayers({"spec_bn"}, 5, {"embedding"}); }
    Attributable attributable() const override { return {"layer3", 24}; }
    std::string head() const override { return "dense"; }

private:
    static constexpr std::int64_t kHidden = 32;

    SquareTrunk m_trunk;
    torch::nn::GRU m_gru;
    torch::nn::Linear m_dense;
};

}  // namespace crnn

extern const ModelEntry crnn_entry;
const ModelEntry crnn_entry{"crnn", makeOnly<crnn::Net>};

}  // namespace engine::models
