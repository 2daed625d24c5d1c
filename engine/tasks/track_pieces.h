#pragma once
#include <cstddef>
#include <functional>
#include <stop_token>
#include <vector>

#include "engine/tasks/melgram_library.h"

namespace engine::tasks {

/// Pieces of sound from anywhere in the tracks of a library, for learning without labels: from a kept waveform melgram where the preset is
/// one and it is there, else from the file itself. Made on the thread that owns the workspace; the rest may be called from any.
class TrackPieces {
public:
    /// Tracks that cannot be played or are shorter than a piece of `samples` at the preset's rate are left out.
    TrackPieces(store::Workspace& workspace, const dsp::Preset& preset, const std::vector<TrackId>& tracks, std::size_t samples, std::stop_token stop);

    std::size_t count() const { return m_items.size(); }
    std::size_t leftOut() const { return m_leftOut; }
    TrackId track(std::size_t item) const { return m_items[item].track; }
    /// So many first samples a piece of the track can have.
    std::size_t starts(std::size_t item) const { return m_items[item].samples - m_samples + 1; }
    /// A piece of item order[place]; of the next one of the order (round its end) where a file cannot be read, for a few of them. `start` gives
    /// the first sample of a piece of the item it is asked about. Throws what decoding the last one tried throws.
    void read(const std::vector<std::size_t>& order, std::size_t place, const std::function<std::size_t(std::size_t)>& start, std::vector<float>& piece) const;

private:
    struct Item {
        TrackId track{};
        std::filesystem::path file;
        std::size_t samples = 0;
        const store::MelgramRow* kept = nullptr;
    };
    void readItem(const Item& item, std::size_t start, std::vector<float>& piece) const;

    dsp::Preset m_preset;
    MelgramLibrary m_melgrams;
    std::size_t m_samples;
    std::stop_token m_stop;
    std::vector<Item> m_items;
    std::size_t m_leftOut = 0;
};

}  // namespace engine::tasks
