#include "engine/tasks/retrieval_sources.h"

#include <algorithm>
#include <unordered_map>

#include "engine/core/error.h"
#include "engine/core/random.h"

namespace engine::tasks {

std::vector<std::size_t> evaluationStarts(std::size_t frames, std::size_t window, std::size_t count)
{
    const auto hop = frames > window ? (frames - window) / count : 0;
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < count; ++i)
        starts.push_back(i * hop);
    return starts;
}

RetrievalSongs::RetrievalSongs(const std::vector<TrackId>& tracks, const std::vector<std::uint8_t>& carries, std::size_t tags,
                               std::shared_ptr<const MelgramLibrary> melgrams, const store::TrackMatrix* factors)
    : m_melgrams(std::move(melgrams)), m_tags(tags), m_factorDims(factors == nullptr ? 0 : factors->width)
{
    std::unordered_map<TrackId, std::size_t> rowOf;
    if (factors != nullptr)
        for (std::size_t row = 0; row < factors->tracks.size(); ++row)
            rowOf.emplace(factors->tracks[row], row);
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        const auto* melgram = m_melgrams && !m_melgrams->of(tracks[i]).empty() ? &m_melgrams->of(tracks[i]).front() : nullptr;
        const auto row = rowOf.find(tracks[i]);
        if (m_melgrams && melgram == nullptr) m_withoutMelgram.push_back(tracks[i]);
        if (factors != nullptr && row == rowOf.end()) m_withoutFactors.push_back(tracks[i]);
        if ((m_melgrams && melgram == nullptr) || (factors != nullptr && row == rowOf.end())) continue;
        m_tracks.push_back(tracks[i]);
        if (melgram != nullptr) m_rows.push_back(*melgram);
        if (factors != nullptr) {
            const auto first = factors->values.begin() + static_cast<std::ptrdiff_t>(row->second * m_factorDims);
            m_factors.insert(m_factors.end(), first, first + static_cast<std::ptrdiff_t>(m_factorDims));
        }
        const auto first = carries.begin() + static_cast<std::ptrdiff_t>(i * tags);
        m_carries.insert(m_carries.end(), first, first + static_cast<std::ptrdiff_t>(tags));
    }
}

std::size_t RetrievalSongs::frames(std::size_t song) const
{
    return static_cast<std::size_t>(m_rows[song].frames);
}

void RetrievalSongs::addChunk(std::size_t song, std::size_t start, std::size_t frames, std::vector<float>& out) const
{
    const auto mels = m_melgrams->mels(), first = out.size();
    out.resize(first + mels * frames, 0.0f);
    const auto there = std::min(frames, this->frames(song) - start);
    if (there == frames) {
        m_melgrams->read(m_rows[song], start, frames, out.data() + first);
        return;
    }
    std::vector<float> piece(mels * there);
    m_melgrams->read(m_rows[song], start, there, piece.data());
    for (std::size_t band = 0; band < mels; ++band)
        std::copy_n(piece.begin() + static_cast<std::ptrdiff_t>(band * there), there, out.begin() + static_cast<std::ptrdiff_t>(first + band * frames));
}

void RetrievalSongs::addFactors(std::size_t song, std::vector<float>& out) const
{
    const auto first = m_factors.begin() + static_cast<std::ptrdiff_t>(song * m_factorDims);
    out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(m_factorDims));
}

void RetrievalSongs::addLabels(std::size_t song, std::vector<float>& out) const
{
    const auto first = m_carries.begin() + static_cast<std::ptrdiff_t>(song * m_tags);
    out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(m_tags));
}

TripletSource::TripletSource(const RetrievalSongs& songs, const neural::MetricShape& shape, Config config)
    : m_songs(songs), m_shape(shape), m_config(config), m_sampler(songs.carries(), songs.tags(), config.sampling)
{
}

std::size_t TripletSource::batchCount(int) const
{
    return (m_config.items + m_config.batch - 1) / m_config.batch;
}

void TripletSource::fill(int epoch, std::size_t batch, neural::HostBatch& out)
{
    out.input.clear();
    out.factors.clear();
    out.target.clear();
    out.anchors.clear();
    const auto first = batch * m_config.batch;
    out.rows = std::min(m_config.batch, m_config.items - first);
    for (std::size_t row = 0; row < out.rows; ++row) {
        SplitMix random{m_config.seed, static_cast<std::uint64_t>(epoch), first + row};
        const auto u = random.uniform(), v = random.uniform();
        const auto pair = m_sampler.pair(first + row, u, v);
        out.anchors.push_back(pair.tag);
        m_songs.addLabels(pair.song, out.target);
        if (m_shape.usesFactors()) m_songs.addFactors(pair.song, out.factors);
        if (!m_shape.usesSpectrograms()) continue;
        const auto frames = m_songs.frames(pair.song);
        const auto start = frames > m_config.frames ? random.below(frames - m_config.frames) : 0;
        m_songs.addChunk(pair.song, start, m_config.frames, out.input);
    }
}

SongSource::SongSource(const RetrievalSongs& songs, const neural::MetricShape& shape, std::size_t frames, std::size_t chunks, std::size_t batch)
    : m_songs(songs), m_shape(shape), m_frames(frames), m_chunks(shape.usesSpectrograms() ? chunks : 1), m_perBatch(std::max<std::size_t>(1, batch / chunks))
{
}

std::size_t SongSource::batchCount(int) const
{
    return (m_songs.size() + m_perBatch - 1) / m_perBatch;
}

void SongSource::fill(int, std::size_t batch, neural::HostBatch& out)
{
    out.input.clear();
    out.factors.clear();
    out.target.clear();
    const auto first = batch * m_perBatch, last = std::min(m_songs.size(), first + m_perBatch);
    out.rows = (last - first) * m_chunks;
    for (auto song = first; song < last; ++song) {
        m_songs.addLabels(song, out.target);
        if (m_shape.usesFactors()) m_songs.addFactors(song, out.factors);
        if (!m_shape.usesSpectrograms()) continue;
        for (const auto start : evaluationStarts(m_songs.frames(song), m_frames, m_chunks))
            m_songs.addChunk(song, start, m_frames, out.input);
    }
}

}  // namespace engine::tasks
