#include "engine/tasks/chunk_sources.h"

#include <algorithm>

#include "engine/core/random.h"

namespace engine::tasks {

namespace {

void copyLabels(const LabelledPart& part, std::size_t tags, std::size_t row, float* target)
{
    const auto* labels = part.labels.data() + row * tags;
    std::copy(labels, labels + tags, target);
}

/// Calls `take` with the first frame of every chunk of a melgram that the deal gives to its part.
template <typename Take>
void eachDealt(const ChunkDeal& deal, const store::MelgramRow& melgram, std::size_t frames, Take take)
{
    const auto hop = std::max<std::size_t>(1, frames / 2);
    for (std::size_t chunk = 0; chunk * hop + frames <= static_cast<std::size_t>(melgram.frames); ++chunk)
        if (deal.holds(melgram.track, chunk)) take(chunk * hop);
}

}  // namespace

bool ChunkDeal::holds(TrackId track, std::size_t chunk) const
{
    const auto u = SplitMix{seed, value(track), chunk}.uniform();
    const auto drawn = u < ratios[0] ? Part::Train : u < ratios[0] + ratios[1] ? Part::Valid : Part::Test;
    return drawn == part;
}

TrainingWindows::TrainingWindows(std::shared_ptr<const MelgramLibrary> melgrams, const LabelledPart& part, std::size_t tags, Config config)
    : m_melgrams(std::move(melgrams)), m_part(part), m_tags(tags), m_config(config)
{
    for (std::size_t row = 0; row < part.tracks.size(); ++row) {
        const auto before = m_items.size();
        for (const auto& melgram : m_melgrams->of(part.tracks[row])) {
            if (config.deal) {
                eachDealt(*config.deal, melgram, config.frames, [&](std::size_t first) { m_items.push_back({melgram, row, first}); });
                break;   // the first repetition alone
            }
            if (static_cast<std::size_t>(melgram.frames) >= config.frames) m_items.push_back({melgram, row});
        }
        m_leftOut += m_items.size() == before ? 1 : 0;
    }
}

std::size_t TrainingWindows::mels() const
{
    return m_melgrams->mels();
}

std::size_t TrainingWindows::batchCount(int) const
{
    const auto windows = m_items.size() * static_cast<std::size_t>(m_config.windowsPerMelgram);
    return (windows + m_config.batch - 1) / m_config.batch;
}

const std::vector<std::size_t>& TrainingWindows::orderOf(int epoch)
{
    if (epoch != m_orderEpoch) {
        m_order = SplitMix{m_config.seed, static_cast<std::uint64_t>(epoch)}.permutation(m_items.size() * static_cast<std::size_t>(m_config.windowsPerMelgram));
        m_orderEpoch = epoch;
    }
    return m_order;
}

void TrainingWindows::fill(int epoch, std::size_t batch, neural::HostBatch& out)
{
    const auto& order = orderOf(epoch);
    const auto first = batch * m_config.batch;
    const auto cells = mels() * m_config.frames;
    out.rows = std::min(m_config.batch, order.size() - first);
    out.input.resize(out.rows * cells);
    out.target.resize(out.rows * m_tags);
    for (std::size_t r = 0; r < out.rows; ++r) {
        const auto position = order[first + r];
        const auto& item = m_items[position % m_items.size()];
        const auto choices = static_cast<std::size_t>(item.melgram.frames) - m_config.frames + 1;
        const auto start = item.firstFrame ? *item.firstFrame : SplitMix{m_config.seed, static_cast<std::uint64_t>(epoch), position, value(item.melgram.track)}.below(choices);
        m_melgrams->read(item.melgram, start, m_config.frames, out.input.data() + r * cells);
        copyLabels(m_part, m_tags, item.row, out.target.data() + r * m_tags);
    }
}

FixedWindows::FixedWindows(std::shared_ptr<const MelgramLibrary> melgrams, const LabelledPart& part, std::size_t tags, std::size_t frames,
                           std::size_t batch, const std::optional<ChunkDeal>& deal)
    : m_melgrams(std::move(melgrams)), m_part(part), m_tags(tags), m_frames(frames), m_batch(batch)
{
    for (std::size_t row = 0; row < part.tracks.size(); ++row) {
        const auto rows = m_melgrams->of(part.tracks[row]);
        const auto before = m_items.size();
        if (deal && !rows.empty())
            eachDealt(*deal, rows.front(), frames, [&](std::size_t first) { m_items.push_back({rows.front(), row, first}); });
        else if (!rows.empty())   // the first repetition alone: validation is never resampled
            for (std::size_t start = 0; start + frames <= static_cast<std::size_t>(rows.front().frames); start += frames)
                m_items.push_back({rows.front(), row, start});
        m_leftOut += m_items.size() == before ? 1 : 0;
    }
    for (const auto& item : m_items)
        m_trackOfRow.push_back(item.row);
}

std::size_t FixedWindows::mels() const
{
    return m_melgrams->mels();
}

std::size_t FixedWindows::batchCount(int) const
{
    return (m_items.size() + m_batch - 1) / m_batch;
}

void FixedWindows::fill(int, std::size_t batch, neural::HostBatch& out)
{
    const auto first = batch * m_batch;
    const auto cells = mels() * m_frames;
    out.rows = std::min(m_batch, m_items.size() - first);
    out.input.resize(out.rows * cells);
    out.target.resize(out.rows * m_tags);
    for (std::size_t r = 0; r < out.rows; ++r) {
        const auto& item = m_items[first + r];
        m_melgrams->read(item.melgram, item.firstFrame, m_frames, out.input.data() + r * cells);
        copyLabels(m_part, m_tags, item.row, out.target.data() + r * m_tags);
    }
}

}  // namespace engine::tasks
