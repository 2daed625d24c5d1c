#include "engine/tasks/song_vectors.h"

#include <algorithm>
#include <numeric>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/random.h"
#include "engine/tasks/ensemble_plan.h"
#include "engine/tasks/melgram_library.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTracksPerBlock = 100;   // what a stop may cost
constexpr const char* kVectors = "song_vectors";
constexpr const char* kTracks = "tracks";      // row of the part; whole numbers below 2^24 are exact in float
constexpr const char* kIdentity = "tagbench.identity";

/// Appends a block that was kept under this identity.
bool readBlock(const fs::path& file, const std::string& identity, SongVectors& vectors)
{
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return false;
    try {
        const auto kept = checkpoint::readSafetensors(file);
        const auto found = kept.metadata.find(kIdentity);
        if (found == kept.metadata.end() || found->second != identity || kept.tensors.size() != 2) return false;
        for (const auto& tensor : kept.tensors) {
            const auto values = checkpoint::toFloats(tensor);
            if (tensor.name == kVectors) vectors.values.insert(vectors.values.end(), values.begin(), values.end());
            else
                for (const auto row : values)
                    vectors.trackOfRow.push_back(static_cast<std::size_t>(row));
        }
        return true;
    } catch (const Error&) {
        return false;   // a damaged block is made again
    }
}

void writeBlock(const fs::path& file, const std::string& identity, const SongVectors& block)
{
    const auto rows = static_cast<std::int64_t>(block.rows());
    const std::vector<float> tracks(block.trackOfRow.begin(), block.trackOfRow.end());
    const std::vector<checkpoint::TensorBytes> tensors{
        checkpoint::floatTensor(kVectors, {rows, static_cast<std::int64_t>(block.width)}, block.values), checkpoint::floatTensor(kTracks, {rows}, tracks)};
    checkpoint::writeSafetensors(file, tensors, {{kIdentity, identity}});
}

/// Every stretch of one track.
void hear(neural::Model& model, const neural::ModelCard& card, const MelgramLibrary& waveforms, TrackId track, std::size_t row, SongVectors& out)
{
    const auto& stored = waveforms.of(track);
    if (stored.empty() || static_cast<std::size_t>(stored.front().frames) < card.minFrames) return;
    const auto frames = static_cast<std::size_t>(stored.front().frames), window = std::min(card.frames, frames);
    const std::vector<std::string> layers{"song_vector"};
    std::vector<float> samples(window);
    for (const auto start : stretchStarts(frames, window)) {
        waveforms.read(stored.front(), start, window, samples.data());
        const auto vector = model.forward({samples, 1, 1, window}, layers).activations.front().values;
        out.values.insert(out.values.end(), vector.begin(), vector.end());
        out.trackOfRow.push_back(row);
    }
}

}  // namespace

SongVectors songVectors(neural::Model& model, const neural::ModelCard& card, const dsp::Preset& preset, const LabelledPart& part,
                        const fs::path& folder, const std::string& identity, TaskContext& context)
{
    const std::vector<std::string> layers{"song_vector"};
    const std::vector<float> silence(card.minFrames);
    SongVectors all;
    all.width = model.forward({silence, 1, 1, silence.size()}, layers).activations.front().values.size();
    const MelgramLibrary waveforms(context.workspace, preset);
    const auto total = static_cast<std::int64_t>(part.tracks.size());
    fs::create_directories(folder);
    for (std::size_t first = 0; first < part.tracks.size(); first += kTracksPerBlock) {
        const auto file = folder / (std::to_string(first / kTracksPerBlock) + ".safetensors");
        if (readBlock(file, identity, all)) continue;
        SongVectors block{all.width, {}, {}};
        for (auto row = first; row < std::min(first + kTracksPerBlock, part.tracks.size()); ++row) {
            context.control.giveWay();
            context.control.step("song vectors", static_cast<std::int64_t>(row), total);
            hear(model, card, waveforms, part.tracks[row], row, block);
        }
        writeBlock(file, identity, block);
        all.values.insert(all.values.end(), block.values.begin(), block.values.end());
        all.trackOfRow.insert(all.trackOfRow.end(), block.trackOfRow.begin(), block.trackOfRow.end());
    }
    return all;
}

SongRows::SongRows(const SongVectors& vectors, const LabelledPart& part, std::size_t tags, std::size_t batch, bool shuffled, std::uint64_t seed)
    : m_vectors(vectors), m_part(part), m_tags(tags), m_batch(batch), m_shuffled(shuffled), m_seed(seed), m_order(vectors.rows())
{
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
}

void SongRows::fill(int epoch, std::size_t batch, neural::HostBatch& out)
{
    if (m_shuffled && epoch != m_orderEpoch) {
        m_order = SplitMix{m_seed, static_cast<std::uint64_t>(epoch)}.permutation(m_vectors.rows());
        m_orderEpoch = epoch;
    }
    const auto first = batch * m_batch;
    out.rows = std::min(m_batch, m_order.size() - first);
    out.input.clear();
    out.target.clear();
    for (std::size_t r = 0; r < out.rows; ++r) {
        const auto row = m_order[first + r];
        const auto* vector = m_vectors.values.data() + row * m_vectors.width;
        out.input.insert(out.input.end(), vector, vector + m_vectors.width);
        const auto* labels = m_part.labels.data() + m_vectors.trackOfRow[row] * m_tags;
        out.target.insert(out.target.end(), labels, labels + m_tags);
    }
}

}  // namespace engine::tasks
