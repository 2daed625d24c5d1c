#include "engine/models/hidden_head.h"
#include "engine/models/network.h"
#include "engine/models/square_trunk.h"

namespace engine::models
{

namespace short_chunk
{

/// Short-chunk CNN of Won, Ferraro, Bogdanov, Serra (2020), arXiv 2006.00751: seven 3x3 blocks, each pooled by two in
/// both directions, then the largest value over time. At least 2^7 frames.
class Net : public Network
{
public:
    explicit Net(std::int64_t tags)
        : m_trunk(*this, {{128, 2, 2}, {128, 2, 2}, {256, 2, 2}, {256, 2, 2}, {256, 2, 2}, {256, 2, 2}, {512, 2, 2}}),
          m_head(*this, m_trunk.filters(), 512, tags)
    {
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        return m_head.forward(m_trunk.forward(x, taps).squeeze(2).amax(2), taps);
    }

    InputShape inputShape() const override { return {128, 128, 0}; }
    std::vector<std::string> layers() const override { return numberedLayers({"spec_bn"}, 7, hiddenHeadLayers()); }
    Attributable attributable() const override { return {"layer4", 16}; }
    std::string head() const override { return HiddenHead::kLast; }

private:
    SquareTrunk m_trunk;
    HiddenHead m_head;
};

}  // namespace short_chunk

extern const ModelEntry short_chunk_entry;
const ModelEntry short_chunk_entry{"short", makeOnly<short_chunk::Net>};

}  // namespace engine::models
