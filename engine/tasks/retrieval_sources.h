#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/neural/metric_learning.h"
#include "engine/neural/training.h"
#include "engine/retrieval/triplet_sampling.h"
#include "engine/store/metric_store.h"
#include "engine/tasks/melgram_library.h"

namespace engine::tasks {

/// First frames of the chunks that stand for a whole track: i * ((frames - window) div count), as the published evaluation does; all 0 for
/// a track that is shorter than a window.
std::vector<std::size_t> evaluationStarts(std::size_t frames, std::size_t window, std::size_t count);

/// Tracks with what a metric model takes of them; those that lack it are left out.
class RetrievalSongs {
public:
    /// melgrams or factors may be null: not used. carries: [tracks, tags]; empty with tags = 0.
    RetrievalSongs(const std::vector<TrackId>& tracks, const std::vector<std::uint8_t>& carries, std::size_t tags,
                   std::shared_ptr<const MelgramLibrary> melgrams, const store::TrackMatrix* factors);

    std::size_t size() const { return m_tracks.size(); }
    std::size_t tags() const { return m_tags; }
    const std::vector<TrackId>& tracks() const { return m_tracks; }
    const std::vector<std::uint8_t>& carries() const { return m_carries; }
    const std::vector<TrackId>& withoutMelgram() const { return m_withoutMelgram; }
    const std::vector<TrackId>& withoutFactors() const { return m_withoutFactors; }

    std::size_t frames(std::size_t song) const;
    /// Appends [mels, frames] from `start` on, zeros after the end.
    void addChunk(std::size_t song, std::size_t start, std::size_t frames, std::vector<float>& out) const;
    void addFactors(std::size_t song, std::vector<float>& out) const;
    void addLabels(std::size_t song, std::vector<float>& out) const;

private:
    std::shared_ptr<const MelgramLibrary> m_melgrams;
    std::size_t m_tags = 0, m_factorDims = 0;
    std::vector<TrackId> m_tracks, m_withoutMelgram, m_withoutFactors;
    std::vector<std::uint8_t> m_carries;
    std::vector<store::MelgramRow> m_rows;      // [songs] or empty
    std::vector<float> m_factors;               // [songs, factorDims]
};

/// Triplets' anchors and positives. What batch k of epoch e holds is a pure function of (seed, e, k) and of the songs.
class TripletSource final : public neural::BatchSource {
public:
    struct Config {
        std::size_t frames = 173, batch = 128, items = 10'000;
        retrieval::AnchorSampling sampling = retrieval::AnchorSampling::Random;
        std::uint64_t seed = 0;
    };
    TripletSource(const RetrievalSongs& songs, const neural::MetricShape& shape, Config config);
    std::size_t mels() const override { return neural::kMetricMels; }
    std::size_t frames() const override { return m_config.frames; }
    std::size_t batchCount(int epoch) const override;
    void fill(int epoch, std::size_t batch, neural::HostBatch& out) override;

private:
    const RetrievalSongs& m_songs;
    neural::MetricShape m_shape;
    Config m_config;
    retrieval::AnchorSampler m_sampler;
};

/// Whole tracks by their chunks, batch div chunks of them a batch: what validation looks at and places are made of.
class SongSource final : public neural::BatchSource {
public:
    SongSource(const RetrievalSongs& songs, const neural::MetricShape& shape, std::size_t frames, std::size_t chunks, std::size_t batch);
    std::size_t mels() const override { return neural::kMetricMels; }
    std::size_t frames() const override { return m_frames; }
    std::size_t batchCount(int epoch) const override;
    void fill(int epoch, std::size_t batch, neural::HostBatch& out) override;
    std::size_t chunks() const { return m_chunks; }

private:
    const RetrievalSongs& m_songs;
    neural::MetricShape m_shape;
    std::size_t m_frames, m_chunks, m_perBatch;
};

}  // namespace engine::tasks
