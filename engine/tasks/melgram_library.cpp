#include "engine/tasks/melgram_library.h"

namespace engine::tasks {

MelgramLibrary::MelgramLibrary(store::Workspace& workspace, const dsp::Preset& preset)
    : m_preset(preset), m_hash(preset.hash()), m_folder(workspace.melgramFolder() / m_hash)
{
    for (auto& row : workspace.melgrams().rows(m_hash))
        m_rows[value(row.track)].push_back(std::move(row));
}

const std::vector<store::MelgramRow>& MelgramLibrary::of(TrackId track) const
{
    static const std::vector<store::MelgramRow> kNone;
    const auto found = m_rows.find(value(track));
    return found == m_rows.end() ? kNone : found->second;
}

void MelgramLibrary::read(const store::MelgramRow& row, std::size_t firstFrame, std::size_t frames, float* out) const
{
    std::shared_ptr<const melgrams::PackReader> pack;
    {
        const std::lock_guard lock(m_mutex);
        auto& slot = m_packs[row.pack];
        if (!slot) slot = melgrams::PackReader::open(m_folder / row.pack, m_hash);
        pack = slot;
    }
    pack->read({static_cast<std::uint64_t>(row.offset), static_cast<std::uint32_t>(row.frames), row.crc}, firstFrame, frames, out);
}

}  // namespace engine::tasks
