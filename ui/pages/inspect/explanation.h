#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include <QString>

#include "engine/core/json.h"
#include "engine/dsp/preset.h"
#include "ui/pages/inspect/input_lane.h"
#include "ui/widgets/saliency.h"
#include "ui/widgets/taggram_view.h"

namespace ui::inspect {

/// How much of its attention a network gave to some mel bands.
struct BandShare {
    double fromHz = 0, toHz = 0, share = 0;
};

/// What a model looked at in the track shown, read from the result of the task "explain".
struct Explanation {
    QString tag;
    double probability = 0;
    QString madeBy;                          ///< method, layer, model: one sentence
    QString reading;                         ///< how the picture is read
    QString account;                         ///< whether its parts make up the whole; empty = they need not
    engine::dsp::Preset preset;              ///< of the network's input
    std::vector<InputWindow> windows;
    widgets::SaliencyPtr saliency;
    bool isAttention = false;
    std::vector<BandShare> bands;            ///< of attention over bands, from the lowest up; else empty
    QString check;                           ///< what became of the probability without the hottest places; empty = not checked
};

Explanation explanationFromResult(const engine::Json& result);

/// What became of the probability without the hottest places, of a result with a check; else empty.
QString checkText(const engine::Json& result);

/// The moments around the hottest one that are at least half as hot, and no less than half a second to hear. None on a blank map.
std::optional<widgets::TimeSpan> hottestSpan(const widgets::Saliency& saliency);

/// A text of the engine's cards of ways to explain, in the user's language.
QString attributionText(std::string_view text);

/// The windows a taggram was made of, with what each says of its strongest tag over all of them.
std::pair<QString, std::vector<InputWindow>> windowsOfTaggram(const widgets::TaggramContent& taggram);

}  // namespace ui::inspect
