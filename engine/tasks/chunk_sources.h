#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/neural/training.h"
#include "engine/tasks/melgram_library.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

/// The mistake that a split of tracks avoids, made on purpose to measure it: overlapping chunks (hop: half a window) of all tracks are dealt
/// out to the parts by chance, so that most test chunks share half their sound with training chunks.
struct ChunkDeal {
    std::array<double, 3> ratios{0.8, 0.1, 0.1};
    std::uint64_t seed = 0;
    Part part = Part::Train;
    /// Whether the chunk with this number of a track is in the part.
    bool holds(TrackId track, std::size_t chunk) const;
};

/// Random windows of the training part. Which windows batch k of epoch e holds is a pure function of (seed, e, k) and of
/// the split: every melgram gives `windowsPerMelgram` windows an epoch, in a new random order.
class TrainingWindows final : public neural::BatchSource {
public:
    struct Config {
        std::size_t frames = 0;        ///< of one window
        std::size_t batch = 16;
        int windowsPerMelgram = 1;
        std::uint64_t seed = 0;
        std::optional<ChunkDeal> deal = {};   ///< instead of random windows: the chunks dealt to the training part
    };
    /// Tracks whose melgrams are shorter than a window are left out: leftOut() counts them.
    TrainingWindows(std::shared_ptr<const MelgramLibrary> melgrams, const LabelledPart& part, std::size_t tags, Config config);

    std::size_t mels() const override;
    std::size_t frames() const override { return m_config.frames; }
    std::size_t batchCount(int epoch) const override;
    void fill(int epoch, std::size_t batch, neural::HostBatch& out) override;
    std::size_t leftOut() const { return m_leftOut; }

private:
    const std::vector<std::size_t>& orderOf(int epoch);
    std::shared_ptr<const MelgramLibrary> m_melgrams;
    const LabelledPart& m_part;
    std::size_t m_tags;
    Config m_config;
    struct Item { store::MelgramRow melgram; std::size_t row; std::optional<std::size_t> firstFrame = {}; };
    std::vector<Item> m_items;
    std::size_t m_leftOut = 0;
    int m_orderEpoch = 0;
    std::vector<std::size_t> m_order;
};

/// All windows of a part side by side (drop tail), the same in every epoch: what validation looks at.
class FixedWindows final : public neural::BatchSource {
public:
    FixedWindows(std::shared_ptr<const MelgramLibrary> melgrams, const LabelledPart& part, std::size_t tags, std::size_t frames, std::size_t batch,
                 const std::optional<ChunkDeal>& deal = {});

    std::size_t mels() const override;
    std::size_t frames() const override { return m_frames; }
    std::size_t batchCount(int epoch) const override;
    void fill(int epoch, std::size_t batch, neural::HostBatch& out) override;
    /// Track (row of the part) of every row, in the order of the batches.
    const std::vector<std::size_t>& trackOfRow() const { return m_trackOfRow; }
    std::size_t leftOut() const { return m_leftOut; }

private:
    std::shared_ptr<const MelgramLibrary> m_melgrams;
    const LabelledPart& m_part;
    std::size_t m_tags, m_frames, m_batch;
    struct Item { store::MelgramRow melgram; std::size_t row; std::size_t firstFrame; };
    std::vector<Item> m_items;
    std::vector<std::size_t> m_trackOfRow;
    std::size_t m_leftOut = 0;
};

}  // namespace engine::tasks
