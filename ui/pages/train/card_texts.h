#pragma once
#include <QString>

#include "engine/neural/model_card.h"

namespace ui {

/// The facts of a card on a few lines: input, parameters, published results; and where they come from: citation, licence.
QString cardFacts(const engine::neural::ModelCard& card);
QString cardSources(const engine::neural::ModelCard& card);

}  // namespace ui
