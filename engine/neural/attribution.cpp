#include "engine/neural/attribution.h"

#include <algorithm>
#include <array>

#include "engine/core/error.h"
#include "engine/core/translatable.h"

namespace engine::neural
{

namespace
{

constexpr std::array kCards{
    AttributionCard{"attention", QT_TRANSLATE_NOOP("Attribution", "Attention"),
                    QT_TRANSLATE_NOOP("Attribution", "Where a network with attention looks, whatever the tag"),
                    QT_TRANSLATE_NOOP("Attribution", "Dark places were not looked at. Attention says where the network looked, not why it decided."),
                    AttributionUnit::Attention},
    AttributionCard{"grad-cam", QT_TRANSLATE_NOOP("Attribution", "Grad-CAM"),
                    QT_TRANSLATE_NOOP("Attribution", "What speaks for the tag in the maps of a convolution; quick and coarse"),
                    QT_TRANSLATE_NOOP("Attribution", "Dark places did not matter."), AttributionUnit::Relative},
    AttributionCard{"integrated-gradients", QT_TRANSLATE_NOOP("Attribution", "Integrated gradients"),
                    QT_TRANSLATE_NOOP("Attribution", "How much of the answer each place of the input makes on the way from silence to the music; complete, and 33 passes or more"),
                    QT_TRANSLATE_NOOP("Attribution", "Bright places speak for the tag, compared with silence. What speaks against it is dark, too, and below 0 in the exported map."),
                    AttributionUnit::Logit, true},
    AttributionCard{"occlusion", QT_TRANSLATE_NOOP("Attribution", "Occlusion"),
                    QT_TRANSLATE_NOOP("Attribution", "What the tag loses when a place is covered, place after place; every network has it, and it takes long"),
                    QT_TRANSLATE_NOOP("Attribution", "Covering a bright place costs the tag most. Where covering helps the tag the picture is dark, and the exported map below 0."),
                    AttributionUnit::Logit},
    AttributionCard{"contribution", QT_TRANSLATE_NOOP("Attribution", "Contribution of each moment"),
                    QT_TRANSLATE_NOOP("Attribution", "The probability of the tag if the last attention looked at one moment alone, moment after moment"),
                    QT_TRANSLATE_NOOP("Attribution", "At a bright moment the network would give the tag if its last attention saw nothing else."),
                    AttributionUnit::Probability},
};

}  // namespace

std::span<const AttributionCard> attributionCards()
{
    return kCards;
}

const AttributionCard& attributionCard(std::string_view id)
{
    const auto* found = std::find_if(kCards.begin(), kCards.end(), [id](const auto& card) { return card.id == id; });
    if (found != kCards.end()) return *found;
    std::string known;
    for (const auto& card : kCards)
        known += (known.empty() ? "" : ", ") + std::string(card.id);
    throw Error(ErrorCode::InvalidArgument, std::string(id), "no such way of explaining; there are " + known);
}

}  // namespace engine::neural
