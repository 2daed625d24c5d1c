#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/dsp/preset.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_engine.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

/// What an ensemble's members say of the stretches of some songs.
struct SongVectors {
    std::size_t width = 0;
    std::vector<float> values;              ///< [stretches, width]
    std::vector<std::size_t> trackOfRow;    ///< row of the part each stretch belongs to
    std::size_t rows() const { return trackOfRow.size(); }
};

/// Asks `model` for its layer song_vector. Kept in `folder` in blocks of tracks, under `identity`, so that a stopped job goes on where it was.
/// Tracks without a stored waveform are left out.
SongVectors songVectors(neural::Model& model, const neural::ModelCard& card, const dsp::Preset& preset, const LabelledPart& part,
                        const std::filesystem::path& folder, const std::string& identity, TaskContext& context);

/// Rows of song vectors with the labels of their tracks, in a new order every epoch or always in the same.
class SongRows final : public neural::BatchSource {
public:
    SongRows(const SongVectors& vectors, const LabelledPart& part, std::size_t tags, std::size_t batch, bool shuffled, std::uint64_t seed);
    std::size_t mels() const override { return 1; }
    std::size_t frames() const override { return m_vectors.width; }
    std::size_t batchCount(int) const override { return (m_vectors.rows() + m_batch - 1) / m_batch; }
    void fill(int epoch, std::size_t batch, neural::HostBatch& out) override;

private:
    const SongVectors& m_vectors;
    const LabelledPart& m_part;
    std::size_t m_tags, m_batch;
    bool m_shuffled;
    std::uint64_t m_seed;
    int m_orderEpoch = 0;
    std::vector<std::size_t> m_order;
};

}  // namespace engine::tasks
