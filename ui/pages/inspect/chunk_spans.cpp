#include "ui/pages/inspect/chunk_spans.h"

namespace ui::inspect {

std::vector<widgets::TimeSpan> chunkSpans(const engine::dsp::Preset& preset, double durationSeconds)
{
    std::vector<widgets::TimeSpan> spans;
    if (preset.chunkSeconds <= 0 || preset.chunkHopSeconds <= 0) return spans;
    const double end = durationSeconds - preset.cutEndSeconds;
    for (int i = 0;; ++i) {
        const double start = preset.cutStartSeconds + i * preset.chunkHopSeconds;
        const bool whole = start + preset.chunkSeconds <= end;
        if (!whole && (preset.tail != "pad" || start >= end)) break;
        spans.push_back({start, start + preset.chunkSeconds});
        if (!whole) break;
    }
    return spans;
}

}  // namespace ui::inspect
