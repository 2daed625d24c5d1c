#pragma once
#include <torch/torch.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/models/network.h"
#include "engine/models/sample_trunk.h"

namespace engine::models::ensemble_sample
{

/// Lee, Nam 2017, "Multi-level and multi-scale feature aggregation ... for music auto-tagging" (arXiv 1703.01793), on
/// waveforms (arXiv 1706.06810): several SampleCNNs hear a song in segments of different lengths; the maxima over a
/// segment of each one's last three layers, averaged over the song's segments, make one vector of the song, and a
/// small classifier reads that.
struct Config {
    std::vector<int> powers{7, 8, 9, 10};  ///< a member hears 3^power samples at once; ascending
    std::int64_t narrower = 1;             ///< filters of every layer are divided by it
    std::int64_t hidden = 512;             ///< of the song classifier

    static constexpr std::size_t kLevels = 3;
    std::int64_t levelsWidth(int power) const;  ///< numbers that one member gives a segment
    std::int64_t vectorWidth() const;           ///< of a song
};
Config smallConfig();

/// Where the segments of `samples` begin: ceil(samples / length) of them, evenly spread from the first sample to the
/// last. (The public code takes floor + 1, which differs where segments tile exactly: one more would hear again what
/// its neighbours heard.) `samples` >= `length`.
std::vector<std::int64_t> segmentStarts(std::int64_t samples, std::int64_t length);

/// Maxima over the times of each layer, side by side: [segments, filters of all layers].
torch::Tensor maximaOf(const std::vector<torch::Tensor>& layers);

/// One SampleCNN for 3^power samples: what the first stage of training teaches.
class Member : public Network
{
public:
    Member(std::int64_t tags, int power, std::int64_t narrower);
    torch::Tensor forward(torch::Tensor x, Taps& taps) override;
    InputShape inputShape() const override { return {1, m_trunk.samples(), m_trunk.samples()}; }
    std::vector<std::string> layers() const override;
    Attributable attributable() const override;
    std::string head() const override { return "dense"; }

private:
    SampleTrunk m_trunk;
    torch::nn::Linear m_dense;
};

/// Standardisation by one mean and one variance for all numbers, dense - ReLU - dropout 0.5 - dense. The modules are
/// registered in their owner.
class SongHead
{
public:
    SongHead(torch::nn::Module& owner, const Config& config, std::int64_t tags);
    /// vectors: [songs, width] -> logits [songs, tags]. Offers embedding.
    torch::Tensor forward(const torch::Tensor& vectors, Taps& taps, bool learning);
    static constexpr const char* kLast = "classifier.out";

private:
    torch::Tensor m_mean, m_variance;
    torch::nn::Linear m_hidden, m_out;
};

/// The song classifier alone, what the last stage of training teaches; its input is a song vector as one band.
class Song : public Network
{
public:
    Song(std::int64_t tags, const Config& config);
    torch::Tensor forward(torch::Tensor x, Taps& taps) override;
    InputShape inputShape() const override { return {1, m_width, m_width}; }
    std::vector<std::string> layers() const override { return {"embedding"}; }
    Attributable attributable() const override { return {"embedding", 1}; }
    std::string head() const override { return SongHead::kLast; }

private:
    std::int64_t m_width;
    SongHead m_head;
};

/// What the members say of segments that are laid on one grid of times, that of the finest scale.
struct Grid {
    torch::Tensor maps;                  ///< [songs, numbers, columns]; a long segment fills several columns
    std::vector<torch::Tensor> weights;  ///< of each scale [columns]: sum of maps x weights = mean over its segments
};

/// All members over a stretch of sound of any length; one shorter than a segment is repeated until it fills it.
class Ensemble : public Network
{
public:
    explicit Ensemble(Config config) : m_config(std::move(config)) {}
    InputShape inputShape() const override;
    Attributable attributable() const override;

protected:
    /// x: [songs, 1, 1, samples]. Offers segments. `perSegment(scale, segments)` gives [segments, numbers].
    template <typename PerSegment>
    Grid gridOf(const torch::Tensor& x, Taps& taps, const PerSegment& perSegment) const;
    const Config m_config;
};

/// Song vector and its classifier. The members have no tag layers of their own.
class Aggregated : public Ensemble
{
public:
    Aggregated(std::int64_t tags, const Config& config);
    torch::Tensor forward(torch::Tensor x, Taps& taps) override;
    std::vector<std::string> layers() const override { return {"segments", "song_vector", "embedding"}; }
    std::string head() const override { return SongHead::kLast; }

private:
    std::vector<SampleTrunk> m_trunks;
    SongHead m_head;
};

/// No vector: the mean of the probabilities that the members give the segments, every member with equal say.
class Vote : public Ensemble
{
public:
    Vote(std::int64_t tags, const Config& config);
    torch::Tensor forward(torch::Tensor x, Taps& taps) override;
    std::vector<std::string> layers() const override { return {"segments", "embedding"}; }
    std::string head() const override { return m_lastHead; }

private:
    std::vector<SampleTrunk> m_trunks;
    std::vector<torch::nn::Linear> m_dense;
    std::string m_lastHead;
};

/// What the registry makes: "" the aggregated ensemble, "vote"; "small" and "small-vote" for learning without a
/// graphics card; for the stages of training "member-LENGTH", "song", "small-member-LENGTH", "small-song".
std::shared_ptr<Network> make(std::int64_t tags, std::string_view variant);

}  // namespace engine::models::ensemble_sample
