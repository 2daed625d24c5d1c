#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/ids.h"
#include "engine/dsp/preset.h"
#include "engine/melgrams/pack_reader.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// The stored melgrams of one preset. Made on the thread that owns the workspace; read() may be called from one other thread.
class MelgramLibrary {
public:
    MelgramLibrary(store::Workspace& workspace, const dsp::Preset& preset);

    std::size_t mels() const { return static_cast<std::size_t>(m_preset.mels); }
    const dsp::Preset& preset() const { return m_preset; }
    /// Rows of a track, ascending repetition; empty if there is none.
    const std::vector<store::MelgramRow>& of(TrackId track) const;
    /// out: [mels, frames] row-major. Throws Error{Corrupt, Missing} naming the pack.
    void read(const store::MelgramRow& row, std::size_t firstFrame, std::size_t frames, float* out) const;

private:
    dsp::Preset m_preset;
    std::string m_hash;
    std::filesystem::path m_folder;
    std::unordered_map<std::uint64_t, std::vector<store::MelgramRow>> m_rows;
    mutable std::mutex m_mutex;
    // --- guarded by m_mutex ---
    mutable std::map<std::string, std::shared_ptr<const melgrams::PackReader>> m_packs;
    // --------------------------
};

}  // namespace engine::tasks
